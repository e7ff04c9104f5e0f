package dev.waybill.local.importing;

import java.util.Locale;

/** Why a row becomes no order line, and takes none back. The table at the end of an import counts by these. */
public enum Refusal {
    /** It takes postage, a discount, a fee or a manual entry back, no goods. */
    NO_GOODS,
    /** It takes back from nobody who is named. */
    NO_CUSTOMER,
    /** The invoice number begins with C, but the quantity is not below 0. */
    TAKES_NOTHING_BACK,
    /** It takes back what the customer bought on no invoice above it: in an earlier month, mostly. */
    NOT_BOUGHT_BEFORE,
    /** It takes back more than is left of what the customer bought on invoices above it. */
    MORE_THAN_WAS_BOUGHT,
    /** The invoice number begins with A: an entry of the bookkeeper's. */
    ADJUSTMENT,
    /** Fewer than one unit on an ordinary invoice: breakage and stock corrections. */
    NEGATIVE_QUANTITY,
    /** Nothing was asked for it: goods given away or moved, not sold. */
    ZERO_PRICE,
    NEGATIVE_PRICE,
    /** A price that pence cannot express. */
    FRACTION_OF_A_PENNY,
    /** More than the order service takes for one unit. */
    PRICE_TOO_HIGH,
    /** More units than the order service takes in one line. */
    QUANTITY_TOO_HIGH,
    SKU_TOO_LONG,
    /** An invoice number that can be no idempotency key: with a blank inside, or overlong. */
    BAD_INVOICE_NUMBER,
    /** A customer's number from which no e-mail address can be made. */
    BAD_CUSTOMER_NUMBER,
    /** The invoice's first line was sold to somebody else. */
    ANOTHER_CUSTOMER,
    /** The invoice has more lines than one order may have. */
    TOO_MANY_LINES,
    /** No invoice number, no product, or a number that is none. */
    UNREADABLE,
    /** The order service said no to the whole invoice; the table names its problem. */
    ORDER_REFUSED,
    /** It takes back from an order that was not confirmed, so that nothing was paid. */
    ORDER_NOT_CONFIRMED,
    /** The order service said no to a cancel or a return; the table names its problem. */
    NOT_TAKEN_BACK,
    /** The order service gave no answer, however often it was asked. */
    NO_ANSWER;

    /** As the table prints it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
