package dev.waybill.contracts;

import java.util.Objects;

/**
 * An amount of money.
 *
 * @param amount in the currency's minor unit (pence, cents)
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {
    public Money {
        Objects.requireNonNull(currency, "currency");
        if (amount < 0) {
            throw new IllegalArgumentException("amount must not be negative, but was " + amount);
        }
    }
}
