package dev.waybill.local.importing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of a row. */
public sealed interface Decision {
    /** It is a line of an order. */
    record Sold(Invoice.Line line) implements Decision {}

    /** It is none. */
    record Refused(Refusal reason) implements Decision {}

    /** Decides by the row alone; the first rule that applies wins. */
    static Decision of(Row row) {
        String sku = row.stockCode().strip().toUpperCase(Locale.ROOT);
        Refusal names = names(row, sku);
        if (names != null) {
            return new Refused(names);
        }
        try {
            BigInteger quantity = new BigInteger(row.quantity().strip());
            BigDecimal pounds = new BigDecimal(row.unitPrice().strip());
            Refusal numbers = numbers(quantity, pounds);
            return numbers == null ? sold(sku, quantity, pounds, row) : new Refused(numbers);
        } catch (NumberFormatException noNumber) {
            return new Refused(Refusal.UNREADABLE);
        }
    }

    private static @Nullable Refusal names(Row row, String sku) {
        if (row.invoice().isBlank() || sku.isEmpty() || !Limits.isPlain(sku)) {
            return Refusal.UNREADABLE;
        }
        if (row.invoice().startsWith("C")) {
            return Refusal.CANCELLATION;
        }
        if (row.invoice().startsWith("A")) {
            return Refusal.ADJUSTMENT;
        }
        if (!Limits.isInvoiceNumber(row.invoice())) {
            return Refusal.BAD_INVOICE_NUMBER;
        }
        if (!Limits.isCustomer(row.customer().strip())) {
            return Refusal.BAD_CUSTOMER_NUMBER;
        }
        return Limits.isTooLongForASku(sku) ? Refusal.SKU_TOO_LONG : null;
    }

    /** Compares before it calculates: the exponent of a wild price would overflow. */
    private static @Nullable Refusal numbers(BigInteger quantity, BigDecimal pounds) {
        if (quantity.signum() < 1) {
            return Refusal.NEGATIVE_QUANTITY;
        }
        if (quantity.compareTo(Limits.QUANTITY) > 0) {
            return Refusal.QUANTITY_TOO_HIGH;
        }
        if (pounds.signum() < 1) {
            return pounds.signum() == 0 ? Refusal.ZERO_PRICE : Refusal.NEGATIVE_PRICE;
        }
        if (pounds.compareTo(Limits.POUNDS) > 0) {
            return Refusal.PRICE_TOO_HIGH;
        }
        return pounds.stripTrailingZeros().scale() > 2 ? Refusal.FRACTION_OF_A_PENNY : null;
    }

    private static Decision sold(String sku, BigInteger quantity, BigDecimal pounds, Row row) {
        long pence = pounds.movePointRight(2).longValueExact();
        return new Sold(new Invoice.Line(
                sku, quantity.intValueExact(), pence, row.description().strip()));
    }
}
