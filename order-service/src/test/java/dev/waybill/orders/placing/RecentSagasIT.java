package dev.waybill.orders.placing;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.checkout.KnownSaga;
import dev.waybill.checkout.ReplyHandler;
import dev.waybill.checkout.SagaRow;
import dev.waybill.checkout.SagaTransactions;
import dev.waybill.checkout.Sagas;
import dev.waybill.contracts.Reply;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import dev.waybill.orders.OrderChange;
import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SlotRange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies to sagas that this replica wrote last, on a shard of their own, with another replica beside it. */
class RecentSagasIT {

    private static final Servers SERVERS = TestServers.shared();
    private static final MeterRegistry METRICS = new SimpleMeterRegistry();
    private static final String ORDERS = "remembered_orders";
    /** What is published is seen in the outbox. */
    private static final Producer<byte[], byte[]> PRODUCER =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    private static Vertx vertx;
    private static Shards shards;

    private final MeterRegistry transitions = new SimpleMeterRegistry();
    private final List<OrderChange> told = new ArrayList<>();
    private final SagaTransactions sagas = replica();
    private final ReplyHandler handler = new ReplyHandler(sagas);
    private final ReplyHandler other = new ReplyHandler(replica());
    private final Shard shard = shards.all().getFirst();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        ShardSettings settings =
                new ShardSettings(SERVERS.createDatabase(ORDERS), SlotRange.parse("0-4095"), 2, Duration.ofSeconds(20));
        shards = new Shards(List.of(settings), "remembering", List.of("db/delivery", "db/orders"), vertx, METRICS);
        shards.open();
    }

    @AfterAll
    static void close() {
        shards.close();
        vertx.close();
    }

    @BeforeEach
    void forgetTheOthers() throws SQLException {
        write("TRUNCATE orders, order_items, sagas, saga_pauses, outbox");
    }

    @Test
    void oneAndFourHundredAreCarriedOnByOneStatementEach() throws SQLException {
        List<NewOrder> one = place(1);
        assertThat(statementsOf(handler, stockReserved(one))).isEqualTo(1);
        assertThat(statementsOf(handler, authorized(one))).isEqualTo(1);
        assertThat(confirmed()).isEqualTo(1);

        List<NewOrder> many = place(400);
        assertThat(statementsOf(handler, stockReserved(many))).isEqualTo(1);
        assertThat(statementsOf(handler, authorized(many))).isEqualTo(1);
        assertThat(confirmed()).isEqualTo(401);
        assertThat(commands("capture-payment")).isEqualTo(401);
    }

    @Test
    void whatAnotherHasChangedIsLookedAt() throws SQLException {
        List<NewOrder> orders = place(2);
        assertThat(statementsOf(other, stockReserved(orders.subList(0, 1)))).isEqualTo(4);
        assertThat(statementsOf(handler, stockReserved(orders.subList(1, 2)))).isEqualTo(1);

        assertThat(statementsOf(handler, authorized(orders))).isEqualTo(1 + 4);

        assertThat(confirmed()).isEqualTo(2);
        assertThat(commands("authorize-payment")).isEqualTo(2);
        assertThat(commands("capture-payment")).as("each is asked for once").isEqualTo(2);
        assertThat(transitionsFrom("authorize-payment")).as("and counted once").isEqualTo(2);
        assertThat(told).as("and told once").hasSize(2);
    }

    @Test
    void whatComesTwiceIsLookedAtAndChangesNothing() throws SQLException {
        List<NewOrder> one = place(1);
        handler.handle(shard, stockReserved(one));

        assertThat(statementsOf(handler, stockReserved(one))).as("no write").isEqualTo(3);
        assertThat(number("SELECT version FROM sagas")).isEqualTo(2);
        assertThat(commands("authorize-payment")).isEqualTo(1);
    }

    @Test
    void whatIsStoppedTogetherWithAllOthersTakesItsAnswersAndAsksForNothing() throws SQLException {
        List<NewOrder> one = place(1);
        write(
                "INSERT INTO saga_pauses (definition, paused_by, reason, paused_at) VALUES ('*', 'ada', 'a test', now())");

        handler.handle(shard, stockReserved(one));

        assertThat(number("SELECT version FROM sagas")).isEqualTo(2);
        assertThat(commands("authorize-payment")).isZero();
    }

    @Test
    void whatIsKnownOfANewSagaIsWhatItsRowGives() {
        NewOrder placed = place(1).getFirst();
        SagaRow row = shard.inTransaction(tx -> tx.send(Sagas.LOCK, new Sagas.Ids(List.of(placed.id()))))
                .getFirst();

        assertThat(placed.knownSaga())
                .usingRecursiveComparison()
                .ignoringFields("row.steps")
                .withEqualsForType(
                        (one, other) -> one.truncatedTo(MICROS).equals(other.truncatedTo(MICROS)), Instant.class)
                .isEqualTo(KnownSaga.of(row));
    }

    private static List<Received<Reply>> stockReserved(List<NewOrder> orders) {
        return orders.stream().map(AnyOrder::stockReserved).toList();
    }

    private static List<Received<Reply>> authorized(List<NewOrder> orders) {
        return orders.stream().map(AnyOrder::authorized).toList();
    }

    private SagaTransactions replica() {
        return new SagaTransactions(
                new Relay(PRODUCER, "/tests", METRICS),
                Clock.systemUTC(),
                AnyOrder.INVENTORY,
                transitions,
                told::addAll);
    }

    private List<NewOrder> place(int orders) {
        List<NewOrder> placed = AnyOrder.several(orders);
        new OrderWriter(new Relay(PRODUCER, "/tests", METRICS)).write(shard, placed);
        sagas.placed(placed.stream().map(NewOrder::knownSaga).toList());
        return placed;
    }

    private double statementsOf(ReplyHandler replica, List<Received<Reply>> replies) {
        double before = statements();
        replica.handle(shard, replies);
        return statements() - before;
    }

    private double statements() {
        return METRICS.counter("waybill.shard.statements", "shard", shard.name())
                .count();
    }

    private double transitionsFrom(String position) {
        return transitions.find("waybill.saga.transitions").tag("from", position).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static long confirmed() throws SQLException {
        return number("SELECT count(*) FROM orders WHERE state = 'CONFIRMED'");
    }

    private static long commands(String name) throws SQLException {
        return number("SELECT count(*) FROM outbox WHERE type = 'waybill.payment.%s.v1'".formatted(name));
    }

    private static long number(String query) throws SQLException {
        try (Connection connection = SERVERS.connect(ORDERS);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            assertThat(found.next()).isTrue();
            return found.getLong(1);
        }
    }

    private static void write(String statement) throws SQLException {
        try (Connection connection = SERVERS.connect(ORDERS);
                Statement open = connection.createStatement()) {
            open.execute(statement);
        }
    }
}
