package dev.waybill.delivery.gathering;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long work waits for more of its kind. What comes after a pause never waits. What comes soon after the last batch is
 * likely to be one of many: then a short rest makes the next batch larger, for fewer transactions and requests, and others
 * have the processor meanwhile.
 */
public final class Gathering {
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long ARRIVALS_APART_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

    private Gathering() {}

    /**
     * Lets twice as much time pass as the last batch took: so the next is about three times as large as without.
     *
     * @param took nanoseconds
     */
    public static void letMoreCome(long took) {
        LockSupport.parkNanos(Math.min(2 * took, LONGEST_NANOS));
    }

    /**
     * Keeps arrivals a few milliseconds apart, if they come that fast.
     *
     * @param sinceLast nanoseconds since the arrival before
     */
    public static void pace(long sinceLast) {
        if (sinceLast < ARRIVALS_APART_NANOS) {
            LockSupport.parkNanos(ARRIVALS_APART_NANOS - sinceLast);
        }
    }
}
