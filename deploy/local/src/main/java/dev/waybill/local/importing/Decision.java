package dev.waybill.local.importing;

import java.math.BigDecimal;
import java.util.Locale;

/** What becomes of a row. */
public sealed interface Decision {
    /** It is a line of an order. */
    record Sold(Invoice.Line line) implements Decision {}

    /** It is none. */
    record Refused(Refusal reason) implements Decision {}

    /** Decides by the row alone; the first rule that applies wins. */
    static Decision of(Row row) {
        String sku = row.stockCode().strip().toUpperCase(Locale.ROOT);
        if (row.invoice().isBlank() || sku.isEmpty()) {
            return new Refused(Refusal.UNREADABLE);
        }
        if (row.invoice().startsWith("C")) {
            return new Refused(Refusal.CANCELLATION);
        }
        if (row.invoice().startsWith("A")) {
            return new Refused(Refusal.ADJUSTMENT);
        }
        try {
            return sale(
                    sku,
                    Integer.parseInt(row.quantity().strip()),
                    new BigDecimal(row.unitPrice().strip()),
                    row);
        } catch (NumberFormatException noNumber) {
            return new Refused(Refusal.UNREADABLE);
        }
    }

    private static Decision sale(String sku, int quantity, BigDecimal pounds, Row row) {
        if (quantity < 1) {
            return new Refused(Refusal.NEGATIVE_QUANTITY);
        }
        BigDecimal pence = pounds.movePointRight(2).stripTrailingZeros();
        if (pence.signum() == 0) {
            return new Refused(Refusal.ZERO_PRICE);
        }
        if (pence.signum() < 0) {
            return new Refused(Refusal.NEGATIVE_PRICE);
        }
        if (pence.scale() > 0) {
            return new Refused(Refusal.FRACTION_OF_A_PENNY);
        }
        return new Sold(new Invoice.Line(
                sku, quantity, pence.longValueExact(), row.description().strip()));
    }
}
