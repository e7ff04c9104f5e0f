package dev.waybill.local.importing;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a file comes to, before anything is sent. Every row is in it once: as a line of an invoice, in
 * reversals, or as a refusal.
 *
 * @param rows how many the file has
 * @param invoices those with at least one sold line, in the file's order
 * @param refused rows that are neither a line nor in a reversal, by reason
 * @param goods each product that is sold, with the units it takes
 * @param reversals what is taken back; those of one order in the order in which they have to be carried out
 */
public record ImportPlan(
        long rows,
        List<Invoice> invoices,
        Map<Refusal, Long> refused,
        Collection<Goods> goods,
        List<Reversal> reversals) {
    public ImportPlan {
        invoices = List.copyOf(invoices);
        refused = Map.copyOf(refused);
        goods = List.copyOf(goods);
        reversals = List.copyOf(reversals);
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
