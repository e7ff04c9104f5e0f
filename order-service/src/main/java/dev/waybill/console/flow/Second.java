package dev.waybill.console.flow;

import java.util.Arrays;

/**
 * What happened to orders in one second, of all shops and replicas. Times to a decision are counted in ranges, each a quarter
 * longer than the one before, so percentiles are right to a quarter at worst. Pure; not for more threads than one.
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
     * In milliseconds, estimated as if the times of a range lay evenly in it; 0 if nothing was decided.
     *
     * @param share of the orders that were decided within this time, such as 0.95
     */
    double withinMillis(double share) {
        long all = Arrays.stream(decidedWithin).asLongStream().sum();
        double wanted = all * share;
        for (int range = 0; range < RANGES && all > 0; range++) {
            if (decidedWithin[range] >= wanted) {
                return between(end(range - 1), end(range), wanted / decidedWithin[range]);
            }
            wanted -= decidedWithin[range];
        }
        return 0;
    }

    private static double between(double from, double to, double share) {
        return from + (to - from) * share;
    }

    private static double end(int range) {
        return range < 0 ? 0 : SHORTEST_MILLIS * Math.pow(GROWTH, range);
    }

    private void decided(long millis) {
        double range =
                Math.ceil(Math.log(Math.max((double) millis, SHORTEST_MILLIS) / SHORTEST_MILLIS) / Math.log(GROWTH));
        decidedWithin[(int) Math.min(range, RANGES - 1)]++;
    }
}
