package dev.waybill.local.processes;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for a child to take work, and gives up early when it has died. */
public final class Readiness {
    /** Short enough for a start of a second, long enough that a service that logs its answers stays readable. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Readiness() {}

    /** One question, asked again until the answer is yes; an exception counts as no. */
    @FunctionalInterface
    public interface Probe {
        boolean ready() throws Exception;
    }

    /**
     * Returns when {@code probe} says yes.
     *
     * @throws IllegalStateException with one line that names the log, when the child died or the time is over
     */
    public static void await(ChildProcess child, Duration patience, Probe probe) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!answers(probe)) {
            if (!child.isAlive()) {
                throw new IllegalStateException("%s ended with code %d while it started; see %s"
                        .formatted(child.name(), child.exitCode(), child.log()));
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s is not ready after %d s; see %s"
                        .formatted(child.name(), patience.toSeconds(), child.log()));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean answers(Probe probe) {
        try {
            return probe.ready();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception notYet) {
            return false;
        }
    }
}
