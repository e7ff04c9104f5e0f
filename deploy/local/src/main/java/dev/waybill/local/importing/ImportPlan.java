package dev.waybill.local.importing;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a file comes to, before anything is sent. Every row is in it once: as a line of an invoice or as a
 * refusal.
 *
 * @param rows how many the file has
 * @param invoices those with at least one sold line, in the file's order
 * @param refused rows that became no line, by reason
 * @param goods each product that is sold, with the units it takes
 */
public record ImportPlan(long rows, List<Invoice> invoices, Map<Refusal, Long> refused, Collection<Goods> goods) {
    public ImportPlan {
        invoices = List.copyOf(invoices);
        refused = Map.copyOf(refused);
        goods = List.copyOf(goods);
    }

    /**
     * A product of the file.
     *
     * @param price in pence, the one it was sold at most often
     * @param units sum of what the invoices ask for
     */
    public record Goods(String sku, String name, long price, long units) {}

    public long soldLines() {
        return invoices.stream().mapToLong(invoice -> invoice.lines().size()).sum();
    }
}
