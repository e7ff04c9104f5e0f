package dev.waybill.local.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sold lines of one invoice: what will be one order.
 *
 * @param row number of its first sold row in the file, from 1
 * @param customer the customer's number, or null for a guest
 * @param country ISO 3166 code
 * @param lines in the file's order; the same SKU may come again, at another price even
 */
public record Invoice(String number, long row, @Nullable String customer, String country, List<Line> lines) {
    public Invoice {
        lines = List.copyOf(lines);
    }

    /**
     * One sold line.
     *
     * @param price of one unit, in pence
     */
    public record Line(String sku, int quantity, long price, String description) {}
}
