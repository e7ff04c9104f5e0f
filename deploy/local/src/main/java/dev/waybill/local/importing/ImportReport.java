package dev.waybill.local.importing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts outcomes. Lines of decided orders, rows that were taken back, and rows refused here or there add up to the file's
 * rows.
 */
public final class ImportReport {
    private final ImportPlan plan;
    private final Map<String, Long> ordersByState = new TreeMap<>();
    private final Map<String, Long> linesByState = new TreeMap<>();
    private final Map<String, Long> ordersByReason = new TreeMap<>();
    private final Map<Refusal, Long> refusedRows = new TreeMap<>();
    private final Map<String, Long> problems = new TreeMap<>();
    private final ReversalReport reversals;
    private final List<Duration> times = new ArrayList<>();

    public ImportReport(ImportPlan plan) {
        this.plan = plan;
        this.reversals = new ReversalReport(plan.reversals());
        refusedRows.putAll(plan.refused());
    }

    public synchronized void add(Outcome outcome) {
        long lines = outcome.invoice().lines().size();
        switch (outcome) {
            case Outcome.Decided order -> decided(order, lines);
            case Outcome.Refused refused -> refused(Refusal.ORDER_REFUSED, refused.problem(), lines);
            case Outcome.Unanswered silent -> refused(Refusal.NO_ANSWER, silent.last(), lines);
        }
    }

    private void decided(Outcome.Decided order, long lines) {
        ordersByState.merge(order.state(), 1L, Long::sum);
        linesByState.merge(order.state(), lines, Long::sum);
        times.add(order.took());
        if (!order.reason().isEmpty()) {
            ordersByReason.merge(order.reason(), 1L, Long::sum);
        }
    }

    private void refused(Refusal reason, String problem, long lines) {
        refusedRows.merge(reason, lines, Long::sum);
        problems.merge(problem, 1L, Long::sum);
    }

    /** What was taken back. */
    public ReversalReport reversals() {
        return reversals;
    }

    /** Orders by the state in which they were decided. */
    public synchronized Map<String, Long> ordersByState() {
        return Map.copyOf(ordersByState);
    }

    /** Orders by the reason that the service gave with their state. */
    public synchronized Map<String, Long> ordersByReason() {
        return new TreeMap<>(ordersByReason);
    }

    /** Lines of decided orders by the order's final state. */
    public synchronized Map<String, Long> linesByState() {
        return new TreeMap<>(linesByState);
    }

    /** Rows that are in no decided order and take nothing back, by reason. */
    public synchronized Map<Refusal, Long> refusedRows() {
        Map<Refusal, Long> all = new TreeMap<>(refusedRows);
        reversals.refusedRows().forEach((reason, rows) -> all.merge(reason, rows, Long::sum));
        return all;
    }

    /** What the order service said to invoices that it did not take, with their numbers. */
    public synchronized Map<String, Long> problems() {
        return new TreeMap<>(problems);
    }

    public long rows() {
        return plan.rows();
    }

    public synchronized long finished() {
        return sum(ordersByState) + sum(problems);
    }

    /** Whether every row is accounted for, every order decided, and nothing refused that was to be taken back. */
    public synchronized boolean isComplete() {
        return sum(linesByState) + reversals.rows() + sum(refusedRows()) == plan.rows()
                && problems.isEmpty()
                && reversals.problems().isEmpty();
    }

    /** The time within which {@code share} of the orders were decided; zero without orders. */
    public synchronized Duration percentile(double share) {
        if (times.isEmpty()) {
            return Duration.ZERO;
        }
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
