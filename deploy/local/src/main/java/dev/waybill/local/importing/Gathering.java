package dev.waybill.local.importing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows on their way to a plan: lines to their invoices, then units and names to their products, and credits to orders. */
final class Gathering {
    private final Map<String, Opened> invoices = new LinkedHashMap<>();
    private final List<Credit> credits = new ArrayList<>();
    private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
    private long rows;

    /** An invoice with the customer and country of its first sold row. */
    private record Opened(long row, @Nullable String customer, String country, List<Invoice.Line> lines) {
        boolean fits() {
            return lines.size() <= Limits.LINES_OF_AN_ORDER;
        }
    }

    void add(Row row) {
        rows++;
        switch (Decision.of(row)) {
            case Decision.Refused no -> refuse(no.reason(), 1);
            case Decision.Sold sold -> sold(row, sold.line());
            case Decision.TakenBack back -> credits.add(back.credit());
        }
    }

    private void sold(Row row, Invoice.Line line) {
        String customer = row.buyer();
        Opened invoice = invoices.computeIfAbsent(
                row.invoice(),
                number -> new Opened(row.number(), customer, Countries.code(row.country()), new ArrayList<>()));
        if (Objects.equals(customer, invoice.customer())) {
            invoice.lines().add(line);
        } else {
            refuse(Refusal.ANOTHER_CUSTOMER, 1);
        }
    }

    private void refuse(Refusal reason, long lines) {
        refused.merge(reason, lines, Long::sum);
    }

    /** To be called once, after the last row. */
    ImportPlan plan() {
        invoices.values().stream()
                .filter(invoice -> !invoice.fits())
                .forEach(invoice ->
                        refuse(Refusal.TOO_MANY_LINES, invoice.lines().size()));
        invoices.values().removeIf(invoice -> !invoice.fits());
        List<Invoice> orders = new ArrayList<>();
        invoices.forEach((number, invoice) ->
                orders.add(new Invoice(number, invoice.row(), invoice.customer(), invoice.country(), invoice.lines())));
        Matching.Matched matched = Matching.of(orders, credits);
        matched.refused().forEach(this::refuse);
        return new ImportPlan(rows, orders, refused, goods(orders), matched.reversals());
    }

    /** Of orders only: what no order takes is not received. */
    private static List<ImportPlan.Goods> goods(List<Invoice> orders) {
        Map<String, GoodsCount> goods = new LinkedHashMap<>();
        for (Invoice order : orders) {
            for (Invoice.Line line : order.lines()) {
                goods.computeIfAbsent(line.sku(), GoodsCount::new)
                        .add(line, Row.known(Limits.name(line.description())));
            }
        }
        return goods.values().stream().map(GoodsCount::goods).toList();
    }
}
