package dev.waybill.shards;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;

/** All shards of one service. */
public final class Shards implements AutoCloseable {

    /** What is done on a shard with the part of a batch that belongs there. */
    @FunctionalInterface
    public interface PartWork<T, R> {
        List<R> on(Shard shard, List<T> part);
    }

    private static final Logger LOG = Logger.getLogger(Shards.class);
    private static final Duration MIGRATION_RETRY = Duration.ofSeconds(1);

    private final ShardMap map;
    private final List<Shard> shards;
    private final Migrations migrations;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService migrator = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("migrator").factory());

    /**
     * Makes the pools; connects to nothing yet, see {@link #open}.
     *
     * @param migrationsAt where the migrations are on the class path
     */
    public Shards(
            List<ShardSettings> settings,
            String applicationName,
            List<String> migrationsAt,
            Vertx vertx,
            MeterRegistry metrics) {
        this.map = ShardMap.of(settings.stream().map(ShardSettings::slots).toList());
        this.migrations = new Migrations(migrationsAt);
        List<Shard> made = new ArrayList<>();
        for (ShardSettings each : settings) {
            made.add(new Shard(made.size(), each, applicationName, vertx, metrics));
        }
        this.shards = List.copyOf(made);
    }

    /**
     * Migrates every shard; one that can't be reached is tried again every second, in the background, and takes no work
     * until then.
     *
     * @param gates what looks at each shard when its migrations have run
     * @throws ShardRefusedException if a gate objects to a shard: then no shard takes work
     * @throws RuntimeException if a migration is at fault, which no waiting can cure
     */
    public void open(ShardGate... gates) {
        for (Shard shard : shards) {
            LOG.infof("shard %d is %s", shard.number(), shard.settings());
        }
        List<ShardGate> all = List.of(gates);
        List<Shard> migrated = new ArrayList<>();
        List<Shard> away = new ArrayList<>();
        shards.forEach(shard -> (migrateIfThere(shard) ? migrated : away).add(shard));
        refuse(migrated.stream()
                .flatMap(shard -> objections(shard, all).stream())
                .toList());
        migrated.forEach(Shard::markReady);
        away.forEach(shard -> retryLater(shard, all));
    }

    public ShardMap map() {
        return map;
    }

    public List<Shard> all() {
        return shards;
    }

    public Shard ofSlot(int slot) {
        return shards.get(map.shardOf(slot));
    }

    /**
     * Groups a batch by shard and runs each part on its shard, in parallel, one transaction each; waits for all.
     *
     * @param slot of an item
     */
    public <T, R> Map<Shard, Outcome<R>> onEach(Collection<T> batch, ToIntFunction<T> slot, PartWork<T, R> work) {
        Map<Shard, List<T>> parts = new LinkedHashMap<>();
        for (T item : batch) {
            parts.computeIfAbsent(ofSlot(slot.applyAsInt(item)), shard -> new ArrayList<>())
                    .add(item);
        }
        Map<Shard, Future<Outcome<R>>> running = new LinkedHashMap<>();
        parts.forEach((shard, part) -> running.put(shard, workers.submit(() -> attempt(shard, part, work))));
        Map<Shard, Outcome<R>> outcomes = new LinkedHashMap<>();
        running.forEach((shard, future) -> outcomes.put(shard, join(future)));
        return outcomes;
    }

    @Override
    public void close() {
        migrator.shutdownNow();
        workers.close();
        shards.forEach(Shard::close);
    }

    private static <T, R> Outcome<R> attempt(Shard shard, List<T> part, PartWork<T, R> work) {
        try {
            return new Outcome.Done<>(work.on(shard, part));
        } catch (RuntimeException e) {
            return new Outcome.Failed<>(e);
        }
    }

    private static <R> Outcome<R> join(Future<Outcome<R>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed<>(new ShardAwayException("interrupted", e));
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("a shard's part ended in an error", e.getCause());
        }
    }

    /** Told once: a shard may be away for long, and is asked every second. */
    private boolean migrateIfThere(Shard shard) {
        try {
            migrate(shard);
            return true;
        } catch (ShardAwayException e) {
            LOG.warnf("shard %d is away and takes no work until it is back: %s", shard.number(), e.getMessage());
            return false;
        }
    }

    private void migrate(Shard shard) {
        LOG.infof("shard %d is migrated (%d migrations ran)", shard.number(), migrations.migrate(shard.settings()));
    }

    private static List<String> objections(Shard shard, List<ShardGate> gates) {
        return gates.stream()
                .flatMap(gate -> ShardInspection.of(shard.settings(), gate::objections).stream())
                .map(objection -> "shard %d, %s: %s".formatted(shard.number(), shard.name(), objection))
                .toList();
    }

    private static void refuse(List<String> objections) {
        objections.forEach(LOG::error);
        if (!objections.isEmpty()) {
            throw new ShardRefusedException(objections);
        }
    }

    private void retry(Shard shard, List<ShardGate> gates) {
        try {
            migrate(shard);
            refuse(objections(shard, gates));
            shard.markReady();
        } catch (ShardAwayException e) {
            LOG.debugf("shard %d is still away: %s", shard.number(), e.getMessage());
            retryLater(shard, gates);
        } catch (ShardRefusedException e) {
            LOG.errorf("shard %d stays out of work", shard.number());
        } catch (RuntimeException e) {
            if (!migrator.isShutdown()) {
                LOG.errorf(e, "shard %d stays out of work: its migration is at fault", shard.number());
            }
        }
    }

    private void retryLater(Shard shard, List<ShardGate> gates) {
        if (!migrator.isShutdown()) {
            migrator.schedule(() -> retry(shard, gates), MIGRATION_RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
