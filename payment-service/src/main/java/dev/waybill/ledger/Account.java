package dev.waybill.ledger;

import java.util.Locale;

/** Whose money it is. Balances are sums over transfers; there is no balance to keep, and so none to fight over. */
public enum Account {
    /** What customers were given back less what they have given, so never above zero. */
    CUSTOMER,
    /** Held by the provider, neither the customer's nor the merchant's yet. */
    AUTHORIZED,
    MERCHANT;

    /** As the table names it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
