package dev.waybill.ops.watching;

import dev.waybill.checkout.Definitions;
import dev.waybill.ops.EachShard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.sql.Statement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * How many sagas are {@code waybill.saga.open}, {@code waybill.saga.parked.now}, {@code waybill.saga.overdue} and
 * {@code waybill.saga.paused}, by {@code saga} and {@code shard}; not a number while the shard is away. Every replica says
 * the same, so take the highest, not the sum.
 */
@Singleton
public class SagaGauges {

    private static final Logger LOG = Logger.getLogger(SagaGauges.class);
    private static final Duration AT_MOST = Duration.ofMinutes(2);

    public static final Statement<At, Count> COUNT = Statement.of("count-open-sagas", At.class, Count.class, """
            -- Each open saga is read once; what is stopped is asked for once for a definition.
            WITH counted AS (
              SELECT s.definition, count(*) AS open, count(s.parked_reason) AS parked,
                     count(*) FILTER (WHERE s.due_at < :now AND NOT s.paused) AS overdue,
                     count(*) FILTER (WHERE s.paused) AS paused
              FROM sagas s
              WHERE s.ended_at IS NULL
              GROUP BY s.definition
            )
            SELECT c.definition, c.open, c.parked,
                   CASE WHEN stopped THEN 0 ELSE c.overdue END AS overdue,
                   CASE WHEN stopped THEN c.open ELSE c.paused END AS paused
            FROM counted c
            CROSS JOIN LATERAL (
              SELECT EXISTS (SELECT FROM saga_pauses p WHERE p.definition IN (c.definition, '*')) AS stopped) s
            """);

    private final Shards shards;
    private final WatchingConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;
    /** The registry holds what it reads by a weak reference only. */
    private final Map<Place, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("saga-gauges").factory());

    SagaGauges(Shards shards, WatchingConfig config, Clock clock, MeterRegistry metrics) {
        this.shards = shards;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    public record At(Instant now) {}

    /** How many of a definition's sagas have not ended, and how many of those wait for what. */
    public record Count(String definition, long open, long parked, long overdue, long paused) {
        static final Count UNKNOWN = new Count("", -1, -1, -1, -1);
    }

    private record Place(String gauge, Tags tags) {}

    void start(@Observes Startup event) {
        later(config.every());
    }

    /** Many open sagas take long to count; then they are counted less often, in a twentieth of the time. */
    private void later(Duration delay) {
        timer.schedule(this::countAgain, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void countAgain() {
        long begun = System.nanoTime();
        boolean counted = quietly();
        Duration rest = Duration.ofNanos(20 * (System.nanoTime() - begun));
        Duration atLeast = config.every();
        // One that is away takes long too, and is looked for as often as ever.
        later(!counted || rest.compareTo(atLeast) < 0 ? atLeast : rest.compareTo(AT_MOST) > 0 ? AT_MOST : rest);
    }

    void stop(@Observes Shutdown event) {
        timer.shutdownNow();
    }

    /**
     * Counts once, one statement for each shard.
     *
     * @return whether all shards answered
     */
    boolean runOnce() {
        EachShard<Count> counts = EachShard.ask(shards, COUNT, new At(clock.instant()));
        counts.rows().forEach((shard, rows) -> set(shard.name(), rows));
        counts.away().forEach(shard -> names().forEach(saga -> set(shard, saga, Count.UNKNOWN)));
        return counts.away().isEmpty();
    }

    private void set(String shard, List<Count> rows) {
        Map<String, Count> bySaga = new HashMap<>();
        names().forEach(saga -> bySaga.put(saga, new Count(saga, 0, 0, 0, 0)));
        rows.forEach(row -> bySaga.put(row.definition(), row));
        bySaga.forEach((saga, count) -> set(shard, saga, count));
    }

    private void set(String shard, String saga, Count count) {
        Tags tags = Tags.of("saga", saga, "shard", shard);
        set("waybill.saga.open", tags, count.open());
        set("waybill.saga.parked.now", tags, count.parked());
        set("waybill.saga.overdue", tags, count.overdue());
        set("waybill.saga.paused", tags, count.paused());
    }

    private void set(String gauge, Tags tags, long value) {
        gauges.computeIfAbsent(new Place(gauge, tags), this::register).set(value < 0 ? Double.NaN : (double) value);
    }

    private AtomicReference<Double> register(Place place) {
        AtomicReference<Double> value = new AtomicReference<>(Double.NaN);
        metrics.gauge(place.gauge(), place.tags(), value, AtomicReference::get);
        return value;
    }

    private static List<String> names() {
        return Definitions.all().stream().map(each -> each.name()).distinct().toList();
    }

    /** A failure must not end the schedule. */
    private boolean quietly() {
        try {
            return runOnce();
        } catch (RuntimeException e) {
            LOG.error("the open sagas could not be counted; this is a bug", e);
            return false;
        }
    }
}
