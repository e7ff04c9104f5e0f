package dev.waybill.local.importing;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was taken back. A row that is split over several orders was, when all of its parts were. */
public final class ReversalReport {
    private final Map<Long, Integer> partsMissing = new HashMap<>();
    private final Map<Long, Refusal> failedRows = new HashMap<>();
    private final Map<String, Long> problems = new TreeMap<>();
    private long cancels;
    private long returns;
    private long failures;
    private long units;
    private long pence;

    ReversalReport(Collection<Reversal> reversals) {
        reversals.forEach(reversal -> reversal.rows().forEach(row -> partsMissing.merge(row, 1, Integer::sum)));
    }

    public synchronized void add(ReversalOutcome outcome) {
        switch (outcome) {
            case ReversalOutcome.Done done -> done(done);
            case ReversalOutcome.Failed failed -> failed(failed);
        }
    }

    private void done(ReversalOutcome.Done done) {
        switch (done.reversal().how()) {
            case CANCEL -> cancels++;
            case RETURN -> returns++;
        }
        units += done.units();
        pence += done.pence();
        done.reversal().rows().forEach(row -> partsMissing.merge(row, -1, Integer::sum));
    }

    private void failed(ReversalOutcome.Failed failed) {
        failures++;
        failed.reversal().rows().forEach(row -> failedRows.putIfAbsent(row, failed.reason()));
        if (!failed.problem().isEmpty()) {
            problems.merge(failed.problem(), 1L, Long::sum);
        }
    }

    /** Orders of which all that was left came back. */
    public synchronized long cancels() {
        return cancels;
    }

    public synchronized long returns() {
        return returns;
    }

    /** Units that are on their shelves again. */
    public synchronized long units() {
        return units;
    }

    /** Pence that were refunded. */
    public synchronized long pence() {
        return pence;
    }

    /** Rows of the file that are carried out. */
    public synchronized long rows() {
        return partsMissing.values().stream().filter(missing -> missing == 0).count();
    }

    synchronized Map<Refusal, Long> refusedRows() {
        Map<Refusal, Long> refused = new TreeMap<>();
        failedRows.values().forEach(reason -> refused.merge(reason, 1L, Long::sum));
        return refused;
    }

    /** What the order service said to cancels and returns that it did not take, with their numbers. */
    public synchronized Map<String, Long> problems() {
        return new TreeMap<>(problems);
    }

    public synchronized long finished() {
        return cancels + returns + failures;
    }
}
