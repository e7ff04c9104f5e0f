package dev.waybill.system;

import static org.awaitility.Awaitility.await;

import dev.waybill.local.processes.Daemon;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Kills processes at random, with {@code kill -9}, and brings each back, whatever else is dead meanwhile. */
final class Killer implements AutoCloseable {
    private static final int SHORTEST_GAP_MILLIS = 2_000;
    private static final int LONGEST_GAP_MILLIS = 9_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<Daemon> victims;
    private final Random random;
    private final Map<String, Integer> kills = new TreeMap<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService revivals = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param victims those that run, and shall run in the end */
    Killer(List<Daemon> victims, long seed) {
        this.victims = victims;
        this.random = new Random(seed);
    }

    /** Kills for so long; returns when everybody is back. */
    void killFor(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end && !stopped.await(gap(), TimeUnit.MILLISECONDS)) {
            Daemon victim = victims.get(random.nextInt(victims.size()));
            if (victim.wanted()) {
                victim.kill();
                kills.merge(victim.name(), 1, Integer::sum);
                revivals.execute(() -> revive(victim));
            }
        }
        revivals.shutdown();
        await().atMost(PATIENCE).until(revivals::isTerminated);
    }

    private int gap() {
        return random.nextInt(SHORTEST_GAP_MILLIS, LONGEST_GAP_MILLIS);
    }

    /** A service may find that what it stands on is dead as well, and end again. */
    private void revive(Daemon victim) {
        try {
            await("return of " + victim.name())
                    .atMost(PATIENCE)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .ignoreExceptions()
                    .until(() -> victim.start().isAlive());
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    /** By name. */
    Map<String, Integer> kills() {
        return kills;
    }

    /** Who did not come back, and why. */
    Queue<Throwable> failures() {
        return failures;
    }

    @Override
    public void close() {
        stopped.countDown();
        revivals.shutdown();
    }
}
