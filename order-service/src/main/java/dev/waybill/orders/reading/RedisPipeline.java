package dev.waybill.orders.reading;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis on which commands follow each other without waiting for answers (pipelining). The client's own pool
 * gives a connection to one command at a time, so that eight of them are eight commands, and the next ones wait.
 *
 * <p>A lost connection fails what is under way and is made anew for the next command. One that is silent is kept: to close it
 * would give it back to the pool, and that would give it out again.
 */
final class RedisPipeline {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private final Redis redis;
    private final AtomicReference<@Nullable Uni<RedisConnection>> current = new AtomicReference<>();

    RedisPipeline(Redis redis) {
        this.redis = redis;
    }

    /** Fails at once if Redis can't be reached, or thousands of commands are under way. */
    Uni<@Nullable Response> send(Request request) {
        return connection().chain(connection -> connection.send(request));
    }

    private Uni<RedisConnection> connection() {
        Uni<RedisConnection> known = current.get();
        if (known != null) {
            return known;
        }
        Uni<RedisConnection> made = connect();
        Uni<RedisConnection> other = current.compareAndExchange(null, made);
        return other == null ? made : other;
    }

    /** Connects when it is first asked for, once for all who ask. */
    private Uni<RedisConnection> connect() {
        AtomicReference<@Nullable Uni<RedisConnection>> self = new AtomicReference<>();
        Uni<RedisConnection> made = redis.connect()
                .invoke(connection -> {
                    connection.endHandler(() -> forget(self.get()));
                    connection.exceptionHandler(lost -> forget(self.get()));
                })
                .onFailure()
                .invoke(failure -> CompletableFuture.delayedExecutor(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> forget(self.get())))
                .memoize()
                .indefinitely();
        self.set(made);
        return made;
    }

    private void forget(@Nullable Uni<RedisConnection> lost) {
        current.compareAndSet(lost, null);
    }
}
