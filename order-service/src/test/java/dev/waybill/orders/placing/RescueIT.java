package dev.waybill.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.checkout.SagaRescuer;
import dev.waybill.checkout.SagaTransactions;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shard;
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

/** Sagas that wait too long, on a shard of their own. */
class RescueIT {

    private static final Servers SERVERS = TestServers.shared();
    private static final MeterRegistry METRICS = new SimpleMeterRegistry();
    private static final String ORDERS = "rescued_orders";
    private static final Clock CLOCK = Clock.systemUTC();
    private static Vertx vertx;
    private static Shards shards;
    private static Producer<byte[], byte[]> producer;
    private static SagaTransactions sagas;
    private static SagaRescuer rescuer;
    private static OrderWriter writer;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        ShardSettings settings =
                new ShardSettings(SERVERS.createDatabase(ORDERS), SlotRange.parse("0-4095"), 2, Duration.ofSeconds(20));
        shards = new Shards(List.of(settings), "rescuing", List.of("db/delivery", "db/orders"), vertx, METRICS);
        shards.open();
        producer = new KafkaClients(Map.of("bootstrap.servers", SERVERS.kafkaBootstrap())).producer();
        Relay relay = new Relay(producer, "/tests", METRICS);
        sagas = new SagaTransactions(relay, CLOCK, AnyOrder.INVENTORY, METRICS, changes -> {});
        rescuer = new SagaRescuer(sagas, () -> false, CLOCK);
        writer = new OrderWriter(relay);
    }

    @AfterAll
    static void close() {
        producer.close(Duration.ZERO);
        shards.close();
        vertx.close();
    }

    @BeforeEach
    void forgetTheOthers() throws SQLException {
        try (Connection connection = SERVERS.connect(ORDERS)) {
            write(connection, "TRUNCATE orders, order_items, sagas, saga_pauses");
        }
    }

    @Test
    void oneThatCannotBeReadHoldsUpNoOther() throws Exception {
        Shard shard = shards.all().getFirst();
        List<NewOrder> orders = AnyOrder.several(5);
        writer.write(shard, orders);
        try (Connection connection = SERVERS.connect(ORDERS)) {
            write(connection, "UPDATE sagas SET due_at = now() - interval '1 second'");
            write(
                    connection,
                    "UPDATE sagas SET steps = '{\"reserve-stock\": 5}', due_at = now() - interval '1 hour' WHERE id = '%s'"
                            .formatted(orders.getFirst().id()));

            assertThat(rescuer.runOnce(shard)).isEqualTo(5);

            assertThat(count(connection, "parked_reason IS NULL AND due_at > now()"))
                    .isEqualTo(4);
            assertThat(count(connection, "parked_reason LIKE 'it can''t be looked after%' AND due_at > now()"))
                    .isEqualTo(1);
            assertThat(rescuer.runOnce(shard)).isZero();
        }
    }

    @Test
    void whileMessagesWaitToBeReadOnlyWhatOpsHasResumedIsLookedAfter() throws Exception {
        Shard shard = shards.all().getFirst();
        writer.write(shard, AnyOrder.several(3));
        SagaRescuer behind = new SagaRescuer(sagas, () -> true, CLOCK);
        try (Connection connection = SERVERS.connect(ORDERS)) {
            write(connection, "UPDATE sagas SET due_at = now() - interval '1 hour'");
            assertThat(behind.runOnce(shard)).isZero();

            write(
                    connection,
                    "UPDATE sagas SET due_at = '%s' WHERE id = (SELECT min(id::text)::uuid FROM sagas)"
                            .formatted(SagaRescuer.RESUMED));
            assertThat(behind.runOnce(shard)).isEqualTo(1);
            assertThat(rescuer.runOnce(shard)).isEqualTo(2);
        }
    }

    @Test
    void whatIsPausedIsNotLookedAfter() throws Exception {
        Shard shard = shards.all().getFirst();
        writer.write(shard, AnyOrder.several(3));
        try (Connection connection = SERVERS.connect(ORDERS)) {
            write(connection, "UPDATE sagas SET due_at = now() - interval '1 second'");
            for (String definition : List.of("place-order", "*")) {
                write(
                        connection,
                        "INSERT INTO saga_pauses (definition, paused_by, reason, paused_at) VALUES ('%s', 'ada', 'a test', now())"
                                .formatted(definition));
                assertThat(rescuer.runOnce(shard)).as(definition).isZero();
                write(connection, "TRUNCATE saga_pauses");
            }
            write(
                    connection,
                    "INSERT INTO saga_pauses (definition, paused_by, reason, paused_at) VALUES ('cancel-order', 'ada', 'a test', now())");
            assertThat(rescuer.runOnce(shard)).isEqualTo(3);
        }
    }

    private static void write(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static int count(Connection connection, String condition) throws SQLException {
        return number(connection, "SELECT count(*) FROM sagas WHERE " + condition);
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
