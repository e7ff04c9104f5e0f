package dev.waybill.letters.watching;

import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.sql.NoParameters;
import dev.waybill.shards.sql.Statement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Counts what is parked on each shard now and then: {@code waybill.dead.letters.parked} and
 * {@code waybill.dead.letters.orders}, the orders that wait; not a number while it is not known.
 */
@Singleton
final class LetterGauges {

    static final Statement<NoParameters, Counts> COUNT =
            Statement.of("letters-count", NoParameters.class, Counts.class, """
            SELECT (SELECT count(*) FROM dead_letters l WHERE l.status = 'parked') AS letters,
                   (SELECT count(*) FROM parked_orders) AS orders
            """);

    private static final Logger LOG = Logger.getLogger(LetterGauges.class);
    private static final long EVERY_SECONDS = 10;

    private final Map<Shard, AtomicReference<Double>> letters = new LinkedHashMap<>();
    private final Map<Shard, AtomicReference<Double>> orders = new LinkedHashMap<>();
    private final ScheduledExecutorService timer;

    LetterGauges(Shards shards, MeterRegistry metrics) {
        for (Shard shard : shards.all()) {
            letters.put(shard, gauge(metrics, "waybill.dead.letters.parked", shard));
            orders.put(shard, gauge(metrics, "waybill.dead.letters.orders", shard));
        }
        this.timer = Executors.newScheduledThreadPool(
                letters.size(), Thread.ofVirtual().name("letters-", 0).factory());
    }

    record Counts(long letters, long orders) {}

    void start(@Observes Startup event) {
        letters.keySet()
                .forEach(shard -> timer.scheduleWithFixedDelay(() -> look(shard), 0, EVERY_SECONDS, TimeUnit.SECONDS));
    }

    void stop(@Observes Shutdown event) {
        timer.shutdownNow();
    }

    /** A failure must not end the schedule. */
    private void look(Shard shard) {
        try {
            Counts counts = shard.run(COUNT, NoParameters.NONE).getFirst();
            tell(shard, (double) counts.letters(), (double) counts.orders());
        } catch (RuntimeException e) {
            LOG.debugf(e, "the dead letters of %s are counted again soon", shard.name());
            tell(shard, Double.NaN, Double.NaN);
        }
    }

    private void tell(Shard shard, double parked, double waiting) {
        Objects.requireNonNull(letters.get(shard)).set(parked);
        Objects.requireNonNull(orders.get(shard)).set(waiting);
    }

    private static AtomicReference<Double> gauge(MeterRegistry metrics, String name, Shard shard) {
        AtomicReference<Double> value = new AtomicReference<>(Double.NaN);
        metrics.gauge(name, Tags.of("shard", shard.name()), value, AtomicReference::get);
        return value;
    }
}
