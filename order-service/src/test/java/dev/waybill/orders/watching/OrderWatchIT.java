package dev.waybill.orders.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.checkout.Checkout.OrderChanges;
import dev.waybill.orders.OrderChange;
import dev.waybill.orders.OrderState;
import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
class OrderWatchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    OrderWatch watch;

    @Inject
    Event<OrderChanges> committed;

    @Inject
    Redis redis;

    /**
     * Redis takes no writes for a moment, but goes on answering reads: an old state would be read in between. A busy machine
     * may make the moment longer than the mark is waited for, so it is tried thrice.
     */
    @Test
    void whoHearsOfAStateFindsNoOlderOneInTheCache() throws Exception {
        List<String> found = new ArrayList<>();
        while (found.size() < 3 && !found.contains("2")) {
            found.add(versionFoundBehindAPause());
        }
        assertThat(found).contains("2");
    }

    private String versionFoundBehindAPause() throws Exception {
        UUID order = UUID.randomUUID();
        CompletableFuture<String> cached = new CompletableFuture<>();
        redis.send(Request.cmd(Command.CLIENT).arg("PAUSE").arg("20").arg("WRITE"))
                .await()
                .atMost(PATIENCE);
        OrderWatch.Watching watching = watch.watch(order, told -> versionInCache(order, cached));
        try {
            committed.fire(new OrderChanges(
                    List.of(new OrderChange(order, OrderState.CONFIRMED, null, null, 2, Instant.now()))));
            return cached.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            watching.close();
        }
    }

    private void versionInCache(UUID order, CompletableFuture<String> cached) {
        redis.send(Request.cmd(Command.HGET).arg("order:" + order).arg("version"))
                .subscribe()
                .with(answer -> cached.complete(String.valueOf(answer)), cached::completeExceptionally);
    }
}
