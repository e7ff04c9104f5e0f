package dev.waybill.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.checkout.ReplyHandler;
import dev.waybill.checkout.SagaTransactions;
import dev.waybill.contracts.Reply;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import dev.waybill.orders.OrderChange;
import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SlotRange;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a batch costs does not depend on how many orders are in it. A shard of its own, so that nobody else is counted. */
class StatementCountIT {

    private static final Servers SERVERS = TestServers.shared();
    private static final MeterRegistry METRICS = new SimpleMeterRegistry();
    private static Vertx vertx;
    private static Shards shards;
    private static Producer<byte[], byte[]> producer;
    private static OrderWriter writer;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        ShardSettings settings = new ShardSettings(
                SERVERS.createDatabase("counted_orders"), SlotRange.parse("0-4095"), 2, Duration.ofSeconds(20));
        shards = new Shards(List.of(settings), "counting", List.of("db/delivery", "db/orders"), vertx, METRICS);
        shards.open();
        producer = new KafkaClients(Map.of("bootstrap.servers", SERVERS.kafkaBootstrap())).producer();
        writer = new OrderWriter(new Relay(producer, "/tests", METRICS));
    }

    @AfterAll
    static void close() {
        producer.close(Duration.ZERO);
        shards.close();
        vertx.close();
    }

    @Test
    void fewOrdersTakeOneStatementAndManyTakeItBetweenBeginAndCommit() {
        assertThat(statementsOf(AnyOrder.several(1))).isEqualTo(1);
        assertThat(statementsOf(AnyOrder.several(333))).isEqualTo(1);
        assertThat(statementsOf(AnyOrder.several(334))).isEqualTo(3);
    }

    @Test
    void keysThatWereUsedBeforeTakeOneMore() {
        List<NewOrder> orders = List.of(AnyOrder.under("key-1", 3), AnyOrder.under("key-2", 3));
        statementsOf(orders);

        assertThat(statementsOf(orders)).isEqualTo(2);
    }

    @Test
    void oneReplyAndFourHundredTakeFourStatementsEachWhereTheSagasAreNotKnown() {
        assertThat(statementsOfReplies(1)).isEqualTo(4);
        assertThat(statementsOfReplies(400)).isEqualTo(4);
    }

    private static double statementsOfReplies(int orders) {
        List<NewOrder> placed = AnyOrder.several(orders);
        Shard shard = shards.all().getFirst();
        writer.write(shard, placed);
        List<Received<Reply>> replies =
                placed.stream().map(AnyOrder::stockReserved).toList();
        List<OrderChange> changes = new ArrayList<>();
        ReplyHandler handler = new ReplyHandler(new SagaTransactions(
                new Relay(producer, "/tests", METRICS),
                Clock.systemUTC(),
                AnyOrder.INVENTORY,
                METRICS,
                changes::addAll));
        double before = statements(shard);
        handler.handle(shard, replies);
        return statements(shard) - before;
    }

    private static double statementsOf(List<NewOrder> batch) {
        Shard shard = shards.all().getFirst();
        double before = statements(shard);
        List<Placement> placed = writer.write(shard, batch).placements();
        assertThat(placed).hasSameSizeAs(batch).allMatch(Placement.Accepted.class::isInstance);
        return statements(shard) - before;
    }

    private static double statements(Shard shard) {
        return METRICS.counter("waybill.shard.statements", "shard", shard.name())
                .count();
    }
}
