package dev.waybill.orders.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.waybill.orders.OrderChange;
import dev.waybill.orders.OrderJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Orders in Redis, for those that are read again and again. Never the truth: when Redis is away, reads go to Postgres.
 *
 * <p>A value is kept with its version. A change marks the order with its new version, so that a reader who has fetched the
 * order just before the change can't put the old one back. A process that dies between its commit and that mark leaves the
 * old value where it is: nothing is kept longer than a reader may be behind then.
 */
@Singleton
public class OrderCache {

    private static final Logger LOG = Logger.getLogger(OrderCache.class);
    private static final String SECONDS = "5";
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration STEADY = Duration.ofSeconds(1);
    private static final ObjectReader READER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build().readerFor(StoredOrder.class);

    /** KEYS: an order; ARGV: its version, its value, seconds. */
    private static final String PUT_UNLESS_OLDER = """
            local known = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
            if tonumber(ARGV[1]) < known then return 0 end
            redis.call('HSET', KEYS[1], 'version', ARGV[1], 'order', ARGV[2])
            redis.call('EXPIRE', KEYS[1], ARGV[3])
            return 1
            """;

    /** KEYS: orders; ARGV: seconds, then the version that each has now. */
    private static final String MARK_CHANGED = """
            for i, key in ipairs(KEYS) do
              local known = tonumber(redis.call('HGET', key, 'version') or '0')
              if tonumber(ARGV[i + 1]) > known then
                redis.call('HSET', key, 'version', ARGV[i + 1], 'order', '')
                redis.call('EXPIRE', key, ARGV[1])
              end
            end
            return #KEYS
            """;

    private final RedisPipeline redis;
    private final MeterRegistry metrics;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile long failedAt;

    OrderCache(Redis redis, MeterRegistry metrics) {
        this.redis = new RedisPipeline(redis);
        this.metrics = metrics;
    }

    boolean isAway() {
        return away.get();
    }

    /** What is cached; empty if nothing is, or Redis does not answer soon. */
    Uni<Optional<StoredOrder>> get(UUID id) {
        Request request = Request.cmd(Command.HGET).arg(key(id)).arg("order");
        return redis.send(request)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(answer -> answer == null ? Optional.<StoredOrder>empty() : parse(answer.toString()))
                .invoke(found -> {
                    reportBack();
                    metrics.counter("waybill.order.cache", "result", found.isPresent() ? "hit" : "miss")
                            .increment();
                })
                .onFailure()
                .recoverWithItem(failure -> {
                    reportAway(failure);
                    return Optional.empty();
                });
    }

    void put(StoredOrder order) {
        send(Request.cmd(Command.EVAL)
                .arg(PUT_UNLESS_OLDER)
                .arg("1")
                .arg(key(order.view().id()))
                .arg(String.valueOf(order.view().version()))
                .arg(OrderJson.write(order))
                .arg(SECONDS));
    }

    /**
     * Marks orders that one transaction has changed, with one command for all.
     *
     * @return never fails; comes when nobody can read an older state here any more, or Redis does not answer soon
     */
    public Uni<Void> markChanged(List<OrderChange> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Request request = Request.cmd(Command.EVAL).arg(MARK_CHANGED).arg(String.valueOf(changes.size()));
        changes.forEach(change -> request.arg(key(change.orderId())));
        request.arg(SECONDS);
        changes.forEach(change -> request.arg(String.valueOf(change.version())));
        return redis.send(request)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .invoke(done -> reportBack())
                .onFailure()
                .invoke(this::reportAway)
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private void send(Request request) {
        redis.send(request).subscribe().with(done -> reportBack(), this::reportAway);
    }

    private static Optional<StoredOrder> parse(String json) {
        try {
            return json.isEmpty() ? Optional.empty() : Optional.of(READER.readValue(json));
        } catch (JsonProcessingException e) {
            // Written by another release: as good as nothing.
            return Optional.empty();
        }
    }

    private void reportAway(Throwable failure) {
        failedAt = System.nanoTime();
        if (away.compareAndSet(false, true)) {
            LOG.warnf("the cache is away, orders are read from their shards: %s", failure.getMessage());
        }
    }

    /** One that answers now and then, because the machine is starved, is not back: it would come and go a hundred times a second. */
    private void reportBack() {
        if (away.get() && System.nanoTime() - failedAt > STEADY.toNanos() && away.compareAndSet(true, false)) {
            LOG.info("the cache is back");
        }
    }

    private static String key(UUID id) {
        return "order:" + id;
    }
}
