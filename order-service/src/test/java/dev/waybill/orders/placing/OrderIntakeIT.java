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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders that come in while others are under way, on a shard of their own. */
class OrderIntakeIT {

    /** How long an order waits at most for the one before it to be decided. */
    private static final Duration LONGEST = Duration.ofMillis(100);

    private static final int TRIES = 10;

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
        // Nothing is heard for a shard before its first order.
        intake.place(AnyOrder.several(1).getFirst()).join();
    }

    @AfterAll
    static void close() {
        shards.close();
        vertx.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDER_CONFIRMED", "ORDER_REJECTED"})
    void aDecisionLetsTheNextOrderPass(MessageType decision) {
        assertThat(quickest(first -> hear(first, decision))).isLessThan(LONGEST);
    }

    @Test
    void whatIsNoDecisionOfItDoesNot() {
        assertThat(quickest(first -> hear(first, MessageType.ORDER_PLACED))).isGreaterThanOrEqualTo(LONGEST);
        UUID other = AnyOrder.several(1).getFirst().id();
        assertThat(quickest(first -> hear(other, MessageType.ORDER_CONFIRMED))).isGreaterThanOrEqualTo(LONGEST);
        UUID notRouted = UUID.randomUUID();
        assertThat(quickest(first -> hear(notRouted, MessageType.ORDER_CONFIRMED)))
                .isGreaterThanOrEqualTo(LONGEST);
    }

    @Test
    void aRepeatedOrderIsNotWaitedFor() {
        NewOrder first = repeat();
        intake.place(first).join();
        hear(first.id(), MessageType.ORDER_CONFIRMED);
        Duration quickest = leastOf(() -> {
            assertThat(intake.place(repeat()).join()).isInstanceOf(Placement.Replayed.class);
            assertThat(intake.place(repeat()).join()).isInstanceOf(Placement.Replayed.class);
        });
        assertThat(quickest).isLessThan(LONGEST);
    }

    private static NewOrder repeat() {
        return AnyOrder.of("ada", "once", 3);
    }

    /** How long it takes to write two orders, while something is heard in between. */
    private static Duration quickest(Consumer<UUID> hearing) {
        return leastOf(() -> {
            List<NewOrder> orders = AnyOrder.several(2);
            intake.place(orders.get(0)).join();
            hearing.accept(orders.get(0).id());
            intake.place(orders.get(1)).join();
            // What was written last is under way now, and nobody waits for it.
            hear(orders.get(1).id(), MessageType.ORDER_CONFIRMED);
        });
    }

    private static Duration leastOf(Runnable task) {
        return Stream.generate(() -> {
                    long begun = System.nanoTime();
                    // Of no order that is under way; after a second without any, nobody would wait for long.
                    hear(AnyOrder.several(1).getFirst().id(), MessageType.ORDER_CONFIRMED);
                    task.run();
                    return Duration.ofNanos(System.nanoTime() - begun);
                })
                .limit(TRIES)
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private static void hear(UUID order, MessageType event) {
        intake.heard(order, event, System.currentTimeMillis());
    }
}
