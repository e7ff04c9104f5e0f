package dev.waybill.shards;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a database that has just refused a connection alone for a moment: while it is away or starts, hundreds of batches
 * and requests a second would each try to connect, and keep it and this process busy with nothing else.
 */
final class Breaker {

    private static final long REST = Duration.ofMillis(200).toNanos();

    private record Refusal(long atNanos, Throwable cause) {}

    private final LongSupplier nanos;
    private volatile @Nullable Refusal last;

    /** @param nanos the time, as {@link System#nanoTime} tells it */
    Breaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Why nobody should try now; null if one may. */
    @Nullable
    Throwable open() {
        Refusal refusal = last;
        return refusal == null || nanos.getAsLong() - refusal.atNanos() >= REST ? null : refusal.cause();
    }

    void refused(Throwable cause) {
        last = new Refusal(nanos.getAsLong(), cause);
    }

    void connected() {
        if (last != null) {
            last = null;
        }
    }
}
