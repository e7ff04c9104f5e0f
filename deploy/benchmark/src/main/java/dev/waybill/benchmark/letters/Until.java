package dev.waybill.benchmark.letters;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. */
final class Until {
    private static final long LOOK_AGAIN_MILLIS = 100;

    private Until() {}

    /** @return whether it became so in time */
    static boolean is(BooleanSupplier so, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean is = so.getAsBoolean();
        while (!is && System.nanoTime() < deadline) {
            pause();
            is = so.getAsBoolean();
        }
        return is;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
