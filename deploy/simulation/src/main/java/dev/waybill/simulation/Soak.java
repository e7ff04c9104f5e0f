package dev.waybill.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Many small worlds, each with a seed of its own, on all cores; until one is found that breaks a promise. */
public final class Soak {

    /** Small, so that every world has other weather; large enough that its orders get in each other's way. */
    public static final int ORDERS_PER_WORLD = 100;

    private final long worlds;
    private final long firstSeed;
    private final LongConsumer progress;
    private final AtomicLong next = new AtomicLong();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private long orders;
    private volatile @Nullable Verdict bad;

    /**
     * @param orders in all
     * @param firstSeed of the first world; each next one has the next
     * @param progress is told how many orders are done
     */
    public Soak(long orders, long firstSeed, LongConsumer progress) {
        this.worlds = Math.ceilDiv(orders, ORDERS_PER_WORLD);
        this.firstSeed = firstSeed;
        this.progress = progress;
    }

    public Soak run() {
        int cores = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                workers.add(pool.submit(this::work));
            }
            workers.forEach(Soak::join);
        }
        return this;
    }

    private void work() {
        for (long world = next.getAndIncrement(); world < worlds && bad == null; world = next.getAndIncrement()) {
            done(runOne(firstSeed + world));
        }
    }

    /** An error ends a worker, and must not pass for a promise that was kept. */
    private static void join(Future<?> worker) {
        try {
            worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a world could not be run", e.getCause());
        }
    }

    /** A world that cannot even be run to its end is one to complain about. */
    private static Verdict runOne(long seed) {
        try {
            return Simulation.run(seed, ORDERS_PER_WORLD);
        } catch (RuntimeException e) {
            return Verdict.broken(seed, e);
        }
    }

    private synchronized void done(Verdict verdict) {
        orders += verdict.orders();
        verdict.outcomes().forEach((what, count) -> outcomes.merge(what, (long) count, Long::sum));
        if (!verdict.content() && bad == null) {
            bad = verdict;
        }
        progress.accept(orders);
    }

    /** The first world that the auditor complains about, or null. */
    public @Nullable Verdict bad() {
        return bad;
    }

    public synchronized long orders() {
        return orders;
    }

    /** How many orders came to which end, and what else was seen. */
    public synchronized Map<String, Long> outcomes() {
        return new TreeMap<>(outcomes);
    }

    public long lastSeed() {
        return firstSeed + worlds - 1;
    }
}
