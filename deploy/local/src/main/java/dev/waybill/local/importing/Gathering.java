package dev.waybill.local.importing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows on their way to a plan: lines to their invoices, units and names to their products. */
final class Gathering {
    private static final String UNKNOWN = "NA";

    private final Map<String, Opened> invoices = new LinkedHashMap<>();
    private final Map<String, GoodsCount> goods = new LinkedHashMap<>();
    private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
    private long rows;

    /** An invoice with its first row's customer and country: the file never changes them within one. */
    private record Opened(@Nullable String customer, String country, List<Invoice.Line> lines) {}

    void add(Row row) {
        rows++;
        switch (Decision.of(row)) {
            case Decision.Refused no -> refused.merge(no.reason(), 1L, Long::sum);
            case Decision.Sold sold -> sold(row, sold.line());
        }
    }

    private void sold(Row row, Invoice.Line line) {
        invoices.computeIfAbsent(
                        row.invoice(),
                        number -> new Opened(known(row.customer()), Countries.code(row.country()), new ArrayList<>()))
                .lines()
                .add(line);
        goods.computeIfAbsent(line.sku(), GoodsCount::new).add(line, known(line.description()));
    }

    private static @Nullable String known(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || stripped.equals(UNKNOWN) ? null : stripped;
    }

    ImportPlan plan() {
        List<Invoice> orders = new ArrayList<>();
        invoices.forEach((number, invoice) ->
                orders.add(new Invoice(number, invoice.customer(), invoice.country(), invoice.lines())));
        return new ImportPlan(
                rows,
                orders,
                refused,
                goods.values().stream().map(GoodsCount::goods).toList());
    }
}
