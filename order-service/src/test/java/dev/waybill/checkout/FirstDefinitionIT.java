package dev.waybill.checkout;

import static dev.waybill.checkout.AnySaga.ORDER;
import static dev.waybill.checkout.AnySaga.authorized;
import static dev.waybill.checkout.AnySaga.captured;
import static dev.waybill.checkout.AnySaga.committed;
import static dev.waybill.checkout.AnySaga.released;
import static dev.waybill.checkout.AnySaga.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardMap;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SlotRange;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders whose sagas the first release began, on a shard that this release has taken over. */
class FirstDefinitionIT {

    private static final Servers SERVERS = TestServers.shared();
    private static final String DATABASE = "upgraded_orders";
    private static final MeterRegistry METRICS = new SimpleMeterRegistry();
    private static Vertx vertx;
    private static Shards shards;
    private static Producer<byte[], byte[]> producer;
    private static SagaTransactions sagas;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        ShardSettings settings = new ShardSettings(
                SERVERS.createDatabase(DATABASE), SlotRange.parse("0-4095"), 2, Duration.ofSeconds(20));
        shards = new Shards(List.of(settings), "upgraded", List.of("db/delivery", "db/orders"), vertx, METRICS);
        shards.open();
        producer = new KafkaClients(Map.of("bootstrap.servers", SERVERS.kafkaBootstrap())).producer();
        sagas = new SagaTransactions(
                new Relay(producer, "/tests", METRICS),
                Clock.systemUTC(),
                new InventoryShards(ShardMap.parse("0-2047,2048-4095")),
                METRICS,
                changes -> {});
    }

    @AfterAll
    static void close() {
        producer.close(Duration.ZERO);
        shards.close();
        vertx.close();
    }

    @BeforeEach
    void forgetTheOrder() throws SQLException {
        execute("TRUNCATE orders, order_items, sagas");
    }

    @Test
    void anOrderThatWasBeingPlacedIsConfirmedOnce() throws SQLException {
        plant("FORWARD", FirstDefinitionTest.RESERVING, "PROCESSING", 1);

        assertThat(rescue()).isEqualTo(1);
        List<MessageType> said =
                take(reserved(0), reserved(1), authorized(), captured(), committed(0), committed(1), captured());

        assertThat(said).containsOnlyOnce(MessageType.ORDER_CONFIRMED);
        assertThat(order()).isEqualTo("CONFIRMED, version 2; place-order 1 COMPLETED");
    }

    @Test
    void anOrderThatWasConfirmedIsFinishedAndNotConfirmedAgain() throws SQLException {
        plant("FORWARD", FirstDefinitionTest.CONFIRMED, "CONFIRMED", 2);

        assertThat(rescue()).isEqualTo(1);
        assertThat(take(captured(), committed(0))).isEmpty();

        assertThat(order()).isEqualTo("CONFIRMED, version 2; place-order 1 COMPLETED");
    }

    @Test
    void anOrderThatWasBeingUndoneIsRejected() throws SQLException {
        plant("COMPENSATING", FirstDefinitionTest.UNDOING, "PROCESSING", 1);

        assertThat(rescue()).isEqualTo(1);
        assertThat(take(released(0))).containsExactly(MessageType.ORDER_REJECTED);

        assertThat(order()).isEqualTo("REJECTED, version 2; place-order 1 COMPENSATED");
    }

    private static int rescue() {
        return new SagaRescuer(sagas, () -> false, Clock.systemUTC()).runOnce(shard());
    }

    private static List<MessageType> take(Reply... replies) {
        SagaBatch taken = sagas.run(shard(), 1, transaction -> {
            SagaBatch batch = sagas.lock(transaction, List.of(ORDER));
            List.of(replies).forEach(reply -> batch.happen(ORDER, Happenings.of(reply), null));
            return batch;
        });
        return taken.messages().stream()
                .map(OutboxMessage::type)
                .map(MessageType::named)
                .toList();
    }

    private static Shard shard() {
        return shards.all().getFirst();
    }

    /** As the first release wrote them, and as the migrations since have made of it. */
    private static void plant(String phase, String steps, String state, int version) throws SQLException {
        execute("""
                INSERT INTO orders (id, tenant, customer_id, guest, customer, shipping_address, state, currency, total,
                                    payment_token, version, placed_at, updated_at)
                VALUES ('%s', 'demo', '17850', false, '{}', '{}', '%s', 'GBP', 500, 'tok_approve', %d, now(), now())
                """.formatted(ORDER, state, version));
        // Enough products for both inventory shards to have some.
        execute("""
                INSERT INTO order_items (order_id, line, sku, name, quantity, price)
                SELECT '%s', n, 'SKU-' || n, 'Any', 1, 25 FROM generate_series(1, 20) n
                """.formatted(ORDER));
        execute("""
                INSERT INTO sagas (id, order_id, tenant, definition, number, phase, steps, refusal_reason,
                                   refusal_detail, version, order_version, started_at, updated_at, due_at)
                SELECT id, id, tenant, 'place-order', 1, '%1$s', '%2$s',
                       CASE WHEN '%1$s' = 'COMPENSATING' THEN 'payment_declined' END,
                       CASE WHEN '%1$s' = 'COMPENSATING' THEN 'No.' END, 1, version, placed_at, placed_at, now()
                FROM orders
                """.formatted(phase, steps));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = SERVERS.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String order() throws SQLException {
        try (Connection connection = SERVERS.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT format('%s, version %s; %s %s %s', o.state, o.version, s.definition, s.number, s.phase)
                        FROM orders o JOIN sagas s ON s.order_id = o.id AND s.order_version = o.version
                        """)) {
            row.next();
            return row.getString(1);
        }
    }
}
