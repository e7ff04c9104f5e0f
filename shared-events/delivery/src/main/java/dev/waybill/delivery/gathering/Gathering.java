package dev.waybill.delivery.gathering;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long work waits for more of its kind.
 *
 * <p>Orders that come in while others are under way are kept together where they come in: {@link Window}. From there they
 * travel as one batch from service to service, and none of these makes them wait again, as long as they are few:
 * a wait at each hop would add up, and would tear apart what travels together. Large batches rest behind each other at
 * every hop; there is a queue by then, and who waits for a queue may as well wait for a larger batch.
 */
public final class Gathering {
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int FEW = 20;
    private static final long ARRIVALS_APART_MILLIS_AT_MOST = 20;

    private Gathering() {}

    /** Lets so much time pass that the next batch is larger, behind one that was not small; see {@link #restNanos}. */
    public static void letMoreCome(int handled, long took) {
        pause(restNanos(handled, took));
    }

    /**
     * Half as long as the last batch took: so the next is half as large again. Nothing behind a small one.
     *
     * @param handled how many it had
     * @param took nanoseconds
     */
    static long restNanos(int handled, long took) {
        return areFew(handled) ? 0 : Math.min(took / 2, LONGEST_NANOS);
    }

    static boolean areFew(int handled) {
        return handled < FEW;
    }

    /**
     * Keeps arrivals some milliseconds apart, if they come that fast: one for each message that came, twenty at most. What
     * comes faster comes in fewer and larger portions, each of which costs the broker a request.
     *
     * @param messages that have just arrived
     * @param sinceLast nanoseconds since the arrival before
     */
    public static void pace(int messages, long sinceLast) {
        pause(TimeUnit.MILLISECONDS.toNanos(Math.min(messages, ARRIVALS_APART_MILLIS_AT_MOST)) - sinceLast);
    }

    static void pause(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }
}
