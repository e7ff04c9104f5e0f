package dev.waybill.console.flow;

import java.util.Arrays;

/**
 * What happened to orders in one second, of all shops and replicas. Times to a decision are counted in ranges, each a quarter
 * longer than the one before, so percentiles are right to a quarter. Pure; not for more threads than one.
 */
final class Second {

    private static final int RANGES = 48;
    private static final double SHORTEST_MILLIS = 10;
    private static final double GROWTH = 1.25;

    private long placed;
    private long confirmed;
    private long rejected;
    private long cancelled;
    private final int[] decidedWithin = new int[RANGES];

    void placed() {
        placed++;
    }

    void confirmed(long millis) {
        confirmed++;
        decided(millis);
    }

    void rejected(long millis) {
        rejected++;
        decided(millis);
    }

    /** Perhaps long after it was decided, so this says nothing about how long that took. */
    void cancelled() {
        cancelled++;
    }

    void add(Second other) {
        placed += other.placed;
        confirmed += other.confirmed;
        rejected += other.rejected;
        cancelled += other.cancelled;
        for (int range = 0; range < RANGES; range++) {
            decidedWithin[range] += other.decidedWithin[range];
        }
    }

    long placedOrders() {
        return placed;
    }

    long confirmedOrders() {
        return confirmed;
    }

    long rejectedOrders() {
        return rejected;
    }

    long cancelledOrders() {
        return cancelled;
    }

    /**
     * In milliseconds, rounded up to a range's end; 0 if nothing was decided.
     *
     * @param share of the orders that were decided within this time, such as 0.95
     */
    double withinMillis(double share) {
        long all = Arrays.stream(decidedWithin).asLongStream().sum();
        long wanted = (long) Math.ceil(all * share);
        long seen = 0;
        for (int range = 0; range < RANGES && all > 0; range++) {
            seen += decidedWithin[range];
            if (seen >= wanted) {
                return SHORTEST_MILLIS * Math.pow(GROWTH, range);
            }
        }
        return 0;
    }

    private void decided(long millis) {
        double range =
                Math.ceil(Math.log(Math.max((double) millis, SHORTEST_MILLIS) / SHORTEST_MILLIS) / Math.log(GROWTH));
        decidedWithin[(int) Math.min(range, RANGES - 1)]++;
    }
}
