package dev.waybill.local.stack;

import dev.waybill.local.processes.Daemon;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts children that died again, each time later, until they stay up for a minute. */
final class Supervisor implements AutoCloseable {
    static final Duration FIRST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final Progress progress;
    private final Map<String, Backoff> backoffs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService restarts = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("supervisor-", 0).factory());

    Supervisor(Progress progress) {
        this.progress = progress;
    }

    /** How often a child died lately, and when last. */
    record Backoff(int deaths, long lastNanos) {
        static final Backoff NONE = new Backoff(0, 0);

        Backoff died(long nowNanos) {
            boolean stable = deaths == 0 || nowNanos - lastNanos > STABLE.toNanos();
            return new Backoff(stable ? 1 : deaths + 1, nowNanos);
        }

        Duration delay() {
            Duration doubled = FIRST.multipliedBy(1L << Math.min(deaths - 1, 10));
            return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        }
    }

    void watch(Daemon daemon) {
        daemon.onUnexpectedEnd(this::died);
    }

    private void died(Daemon daemon, int exitCode) {
        Backoff backoff = backoffs.compute(
                daemon.name(), (name, before) -> (before == null ? Backoff.NONE : before).died(System.nanoTime()));
        progress.note("%s ended with code %d; it starts again in %.1f s"
                .formatted(daemon.name(), exitCode, backoff.delay().toMillis() / 1000.0));
        later(daemon, backoff.delay());
    }

    private void later(Daemon daemon, Duration delay) {
        if (!restarts.isShutdown()) {
            var unused = restarts.schedule(() -> restart(daemon), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void restart(Daemon daemon) {
        if (!daemon.wanted()) {
            return;
        }
        try {
            daemon.start();
            progress.note(daemon.name() + " is back");
        } catch (RuntimeException e) {
            progress.note(daemon.name() + " did not come back: " + e.getMessage());
            later(daemon, LONGEST);
        }
    }

    @Override
    public void close() {
        restarts.shutdownNow();
    }
}
