package dev.waybill.system;

import static org.awaitility.Awaitility.await;

import dev.waybill.local.processes.Daemon;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Kills processes at random, with {@code kill -9}, and brings each back, whatever else is dead meanwhile. */
final class Killer implements AutoCloseable {
    private static final int SHORTEST_GAP_MILLIS = 2_000;
    private static final int LONGEST_GAP_MILLIS = 9_000;
    /** On a slow machine as on a fast one, somebody must be left who could do some work. */
    private static final int DEAD_AT_ONCE = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final List<Daemon> victims;
    private final Random random;
    private final Queue<Daemon> round = new ArrayDeque<>();
    private final Set<Daemon> dead = ConcurrentHashMap.newKeySet();
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
            if (dead.size() < DEAD_AT_ONCE) {
                kill(next());
            }
        }
        revivals.shutdown();
        await().atMost(PATIENCE).until(revivals::isTerminated);
    }

    /** In each round everybody's turn comes once; who is on the way back already is spared. */
    private Daemon next() {
        if (round.isEmpty()) {
            List<Daemon> shuffled = new ArrayList<>(victims);
            Collections.shuffle(shuffled, random);
            round.addAll(shuffled);
        }
        return round.remove();
    }

    private void kill(Daemon victim) {
        if (dead.add(victim)) {
            victim.kill();
            kills.merge(victim.name(), 1, Integer::sum);
            revivals.execute(() -> revive(victim));
        }
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
            dead.remove(victim);
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
