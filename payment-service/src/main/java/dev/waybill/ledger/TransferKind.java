package dev.waybill.ledger;

/** Why money moves, and so between which accounts. */
public enum TransferKind {
    AUTHORIZE(Account.CUSTOMER, Account.AUTHORIZED),
    CAPTURE(Account.AUTHORIZED, Account.MERCHANT),
    VOID(Account.AUTHORIZED, Account.CUSTOMER),
    REFUND(Account.MERCHANT, Account.CUSTOMER);

    private final Account debit;
    private final Account credit;

    TransferKind(Account debit, Account credit) {
        this.debit = debit;
        this.credit = credit;
    }

    /** The account that gives. */
    public Account debit() {
        return debit;
    }

    /** The account that takes. */
    public Account credit() {
        return credit;
    }
}
