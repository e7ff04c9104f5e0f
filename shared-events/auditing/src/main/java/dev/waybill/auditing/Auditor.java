package dev.waybill.auditing;

import dev.waybill.auditing.AuditReport.OfShard;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Audits all shards, side by side, again and again. */
@Singleton
public class Auditor {

    private static final Logger LOG = Logger.getLogger(Auditor.class);

    private final Shards shards;
    private final ShardAudit audit;
    private final Duration every;
    private final Clock clock;
    private final AuditMetrics metrics;
    private final DriftLog log = new DriftLog();
    private final ReentrantLock running = new ReentrantLock();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("auditor").factory());
    private volatile @Nullable AuditReport last;

    public Auditor(Shards shards, AuditChecks checks, AuditConfig config, Clock clock, MeterRegistry metrics) {
        this.shards = shards;
        this.audit = new ShardAudit(checks, config);
        this.every = config.every();
        this.clock = clock;
        this.metrics = new AuditMetrics(metrics);
    }

    /** Makes every check on every shard and waits for all; one audit at a time. */
    public AuditReport runOnce() {
        return run(null);
    }

    /** As it does by itself: what reads whole tables is taken from the last audit while that is recent enough. */
    AuditReport runDue() {
        return run(last);
    }

    private AuditReport run(@Nullable AuditReport before) {
        running.lock();
        try {
            AuditReport report = look(before);
            metrics.record(report);
            log.record(report);
            last = report;
            return report;
        } finally {
            running.unlock();
        }
    }

    /** The last report, if there has been an audit since the start. */
    public Optional<AuditReport> last() {
        return Optional.ofNullable(last);
    }

    private AuditReport look(@Nullable AuditReport before) {
        Instant at = clock.instant();
        long start = System.nanoTime();
        List<CompletableFuture<OfShard>> parts =
                shards.all().stream().map(shard -> begin(shard, before, at)).toList();
        List<OfShard> results = parts.stream().map(CompletableFuture::join).toList();
        return AuditReport.of(at, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), results);
    }

    private CompletableFuture<OfShard> begin(Shard shard, @Nullable AuditReport before, Instant now) {
        OfShard known = before == null ? null : before.of(shard.name()).orElse(null);
        return CompletableFuture.supplyAsync(() -> audit.of(shard, known, now), workers);
    }

    void start(@Observes Startup event) {
        timer.scheduleWithFixedDelay(this::quietly, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes Shutdown event) {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    /** A failure must not end the schedule. */
    private void quietly() {
        try {
            runDue();
        } catch (RuntimeException e) {
            LOG.error("an audit failed through a bug, will come again", e);
        }
    }
}
