package dev.waybill.local.importing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of a row. */
public sealed interface Decision {
    /** What is charged or allowed, but lies on no shelf. Sold it is a line; given back it is the bookkeeper's affair. */
    Set<String> NO_GOODS = Set.of("POST", "DOT", "C2", "M", "D", "S", "AMAZONFEE", "BANK CHARGES", "CRUK");

    /** It is a line of an order. */
    record Sold(Invoice.Line line) implements Decision {}

    /** It takes a line of an earlier order back, if there is one. */
    record TakenBack(Credit credit) implements Decision {}

    /** It is neither. */
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
            return takesBack(row) ? credit(sku, quantity.negate(), pounds, row) : sale(sku, quantity, pounds, row);
        } catch (NumberFormatException noNumber) {
            return new Refused(Refusal.UNREADABLE);
        }
    }

    private static boolean takesBack(Row row) {
        return row.invoice().startsWith("C");
    }

    private static @Nullable Refusal names(Row row, String sku) {
        if (row.invoice().isBlank() || sku.isEmpty() || !Limits.isPlain(sku)) {
            return Refusal.UNREADABLE;
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
        if (Limits.isTooLongForASku(sku)) {
            return Refusal.SKU_TOO_LONG;
        }
        return takesBack(row) && NO_GOODS.contains(sku) ? Refusal.NO_GOODS : null;
    }

    private static Decision sale(String sku, BigInteger quantity, BigDecimal pounds, Row row) {
        if (quantity.signum() < 1) {
            return new Refused(Refusal.NEGATIVE_QUANTITY);
        }
        Refusal numbers = numbers(quantity, pounds);
        return numbers == null
                ? new Sold(new Invoice.Line(
                        sku,
                        quantity.intValueExact(),
                        pence(pounds),
                        row.description().strip()))
                : new Refused(numbers);
    }

    private static Decision credit(String sku, BigInteger quantity, BigDecimal pounds, Row row) {
        String customer = row.buyer();
        if (customer == null) {
            return new Refused(Refusal.NO_CUSTOMER);
        }
        if (quantity.signum() < 1) {
            return new Refused(Refusal.TAKES_NOTHING_BACK);
        }
        Refusal numbers = numbers(quantity, pounds);
        return numbers == null
                ? new TakenBack(
                        new Credit(row.number(), row.invoice(), customer, sku, quantity.intValueExact(), pence(pounds)))
                : new Refused(numbers);
    }

    /** Compares before it calculates: the exponent of a wild price would overflow. */
    private static @Nullable Refusal numbers(BigInteger quantity, BigDecimal pounds) {
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

    private static long pence(BigDecimal pounds) {
        return pounds.movePointRight(2).longValueExact();
    }
}
