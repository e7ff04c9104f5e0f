package dev.waybill.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.checkout.SagaTransactions;
import dev.waybill.contracts.MessageType;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SlotRange;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders that come in while others are under way, on a shard of their own. */
class OrderIntakeIT {

    /** How long an order waits at most for the one before it to be decided. */
    private static final Duration LONGEST = Duration.ofMillis(100);

    private static final Servers SERVERS = TestServers.shared();
    private static final MeterRegistry METRICS = new SimpleMeterRegistry();
    /** What is published is heard by nobody. */
    private static final Producer<byte[], byte[]> PRODUCER =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    private static Vertx vertx;
    private static Shards shards;
    private static OrderIntake intake;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        ShardSettings settings = new ShardSettings(
                SERVERS.createDatabase("gathered_orders"), SlotRange.parse("0-4095"), 2, Duration.ofSeconds(20));
        shards = new Shards(List.of(settings), "gathering", List.of("db/delivery", "db/orders"), vertx, METRICS);
        shards.open();
        Relay relay = new Relay(PRODUCER, "/tests", METRICS);
        intake = new OrderIntake(
                shards,
                relay,
                new SagaTransactions(relay, Clock.systemUTC(), AnyOrder.INVENTORY, METRICS, changes -> {}),
                500);
    }

    @AfterAll
    static void close() {
        shards.close();
        vertx.close();
    }

    @Test
    void oneDecisionLetsTheNextOrderPass() {
        assertThat(quickest(first -> intake.heard(first, MessageType.ORDER_CONFIRMED, 0)))
                .isLessThan(LONGEST);
        assertThat(quickest(first -> intake.heard(first, MessageType.ORDER_REJECTED, 0)))
                .isLessThan(LONGEST);
        assertThat(quickest(first -> intake.heard(first, MessageType.ORDER_CANCELLED, 0)))
                .isLessThan(LONGEST);
    }

    @Test
    void whatIsNoDecisionOfItDoesNot() {
        assertThat(quickest(first -> intake.heard(first, MessageType.ORDER_PLACED, 0)))
                .isGreaterThanOrEqualTo(LONGEST);
        assertThat(quickest(first -> intake.heard(AnyOrder.several(1).getFirst().id(), MessageType.ORDER_CONFIRMED, 0)))
                .isGreaterThanOrEqualTo(LONGEST);
        assertThat(quickest(first -> intake.heard(UUID.randomUUID(), MessageType.ORDER_CONFIRMED, 0)))
                .isGreaterThanOrEqualTo(LONGEST);
    }

    /** From the first order's writing to the second's, while something is heard in between: the least of several times. */
    private static Duration quickest(Consumer<UUID> hearing) {
        return Stream.generate(() -> bothWritten(hearing))
                .limit(10)
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private static Duration bothWritten(Consumer<UUID> hearing) {
        List<NewOrder> orders = AnyOrder.several(2);
        long begun = System.nanoTime();
        intake.place(orders.get(0)).join();
        hearing.accept(orders.get(0).id());
        intake.place(orders.get(1)).join();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        // What was written last is under way now, and nobody waits for it.
        intake.heard(orders.get(1).id(), MessageType.ORDER_CONFIRMED, 0);
        return took;
    }
}
