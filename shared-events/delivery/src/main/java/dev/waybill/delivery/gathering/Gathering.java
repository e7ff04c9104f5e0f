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
    private static final long ARRIVALS_APART_MILLIS = 8;
    private static final long ARRIVALS_APART_MILLIS_AT_MOST = 20;

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
     * Keeps arrivals some milliseconds apart, if they come that fast: one for each message that came, within bounds. What
     * comes faster comes in fewer and larger portions, each of which costs the broker a request.
     *
     * @param messages that have just arrived
     * @param sinceLast nanoseconds since the arrival before
     */
    public static void pace(int messages, long sinceLast) {
        long apart = TimeUnit.MILLISECONDS.toNanos(
                Math.clamp(messages, ARRIVALS_APART_MILLIS, ARRIVALS_APART_MILLIS_AT_MOST));
        if (sinceLast < apart) {
            LockSupport.parkNanos(apart - sinceLast);
        }
    }
}
