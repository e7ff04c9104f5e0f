package dev.waybill.local.importing;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The table that ends an import. */
public final class ImportTable {
    private ImportTable() {}

    /** Several lines, the last one ended too. */
    public static String of(ImportReport report, Duration took) {
        StringBuilder table = new StringBuilder();
        long orders = total(report.ordersByState());
        table.append("Orders by final state\n");
        counts(table, report.ordersByState());
        if (!report.ordersByReason().isEmpty()) {
            table.append("Orders by the reason given\n");
            counts(table, report.ordersByReason());
        }
        takenBack(table, report.reversals());
        table.append("Rows of the file\n");
        report.linesByState().forEach((state, count) -> row(table, "in orders " + state, count));
        row(table, "taken back", report.reversals().rows());
        report.refusedRows().forEach((reason, count) -> row(table, "refused: " + reason.label(), count));
        row(table, "all", report.rows());
        if (!report.problems().isEmpty()) {
            table.append("Orders that were not taken\n");
            counts(table, report.problems());
        }
        if (!report.reversals().problems().isEmpty()) {
            table.append("Cancels and returns that were not taken\n");
            counts(table, report.reversals().problems());
        }
        table.append(speed(report, orders, took));
        return table.toString();
    }

    private static void takenBack(StringBuilder table, ReversalReport reversals) {
        table.append("Taken back\n");
        row(table, "orders cancelled", reversals.cancels());
        row(table, "returns", reversals.returns());
        row(table, "units", reversals.units());
        row(table, "pence refunded", reversals.pence());
    }

    private static String speed(ImportReport report, long orders, Duration took) {
        return String.format(
                Locale.ROOT,
                "%,d orders in %.1f s, %.0f orders/s; from POST to final state p50 %,d ms, p99 %,d ms%n",
                orders,
                took.toMillis() / 1000.0,
                orders / Math.max(0.001, took.toMillis() / 1000.0),
                report.percentile(0.50).toMillis(),
                report.percentile(0.99).toMillis());
    }

    private static void counts(StringBuilder table, Map<String, Long> counts) {
        counts.forEach((label, count) -> row(table, label, count));
    }

    private static void row(StringBuilder table, String label, long count) {
        table.append(String.format(Locale.ROOT, "  %-34s %,10d%n", label, count));
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
