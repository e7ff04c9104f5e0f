package dev.waybill.stock.reserving;

import static dev.waybill.stock.reserving.Commands.commit;
import static dev.waybill.stock.reserving.Commands.extend;
import static dev.waybill.stock.reserving.Commands.line;
import static dev.waybill.stock.reserving.Commands.received;
import static dev.waybill.stock.reserving.Commands.release;
import static dev.waybill.stock.reserving.Commands.reserve;
import static dev.waybill.testing.Http.haveStock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Reply.ReservationExpired;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.stock.SkuKey;
import dev.waybill.stock.StockTable;
import dev.waybill.testing.Backends;
import dev.waybill.testing.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is overdue asks, and loses nothing by it. Each test has a clock that is some time ahead. */
@QuarkusTest
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "inventory"))
class ReservationExpirerIT {

    private static final String SHOP = "expiry-shop";

    @Inject
    Reserving reserving;

    @Inject
    ReservingConfig config;

    @Inject
    Relay relay;

    @Inject
    Shards shards;

    @Inject
    KafkaClients kafka;

    @Test
    void whatIsOverdueAsksAgainAndAgainAndKeepsItsUnits() throws Exception {
        ReserveStock held = held("ASKS");
        expirerAfter(Duration.ofMinutes(14)).runOnce(shard("ASKS"));
        assertThat(asked(held)).isZero();
        expirerAfter(Duration.ofMinutes(16)).runOnce(shard("ASKS"));
        expirerAfter(Duration.ofMinutes(16)).runOnce(shard("ASKS"));
        assertThat(asked(held)).isEqualTo(1);
        expirerAfter(Duration.ofMinutes(18)).runOnce(shard("ASKS"));
        assertThat(asked(held)).isEqualTo(2);
        assertThat(levels("ASKS").reserved()).isEqualTo(1);
        readQuestions(held, 2);
    }

    @Test
    void whatIsExtendedHasItsTimeAgain() throws Exception {
        ReserveStock held = held("EXTENDED");
        expirerAfter(Duration.ofMinutes(16)).runOnce(shard("EXTENDED"));
        handle("EXTENDED", extend(held));
        assertThat(asked(held)).isZero();
        assertThat(ask(held, "SELECT extract(epoch FROM expires_at - now()) FROM reservations WHERE id = '%s'"))
                .isBetween(14 * 60L, 15 * 60L + 1);
    }

    @Test
    void whatIsSettledIsNotAskedAboutNorExtended() throws Exception {
        ReserveStock undone = held("SETTLED");
        ReserveStock sold = reserve(SHOP, shard("SETTLED").number(), line("SETTLED", 1));
        handle("SETTLED", sold);
        handle("SETTLED", release(undone), commit(sold), extend(undone), extend(sold));
        handle("SETTLED", extend(undone), extend(sold));
        expirerAfter(Duration.ofHours(1)).runOnce(shard("SETTLED"));
        assertThat(asked(undone) + asked(sold)).isZero();
        assertThat(levels("SETTLED").reserved()).isZero();
    }

    @Test
    void whatACommandHoldsAtThatMomentIsLeftToTheNextTurn() throws Exception {
        ReserveStock busy = held("BUSY");
        try (Connection other = TestServers.shared().connect(shard("BUSY").name());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "SELECT FROM reservations WHERE id = '%s' FOR UPDATE".formatted(Fence.idOf(busy.request())));
            expirerAfter(Duration.ofHours(2)).runOnce(shard("BUSY"));
            other.rollback();
        }
        assertThat(asked(busy)).isZero();
        expirerAfter(Duration.ofHours(2)).runOnce(shard("BUSY"));
        assertThat(asked(busy)).isEqualTo(1);
    }

    private void readQuestions(ReserveStock about, int wanted) {
        ReservationExpired question = new ReservationExpired(about.request(), SHOP, about.orderId());
        AtomicInteger came = new AtomicInteger();
        try (TopicReader<Reply> replies = new TopicReader<>(kafka, Topic.ORDER_REPLIES, Reply.class)) {
            replies.readUntil(reply -> reply.equals(question) && came.incrementAndGet() == wanted);
        }
    }

    private ReservationExpirer expirerAfter(Duration time) {
        Clock clock = Clock.offset(Clock.systemUTC(), time);
        return new ReservationExpirer(relay, clock, config, new SimpleMeterRegistry());
    }

    /** A reservation of one of two units. */
    private ReserveStock held(String sku) {
        haveStock(SHOP, sku, 2);
        ReserveStock order = reserve(SHOP, shard(sku).number(), line(sku, 1));
        handle(sku, order);
        return order;
    }

    private void handle(String sku, InventoryCommand... commands) {
        reserving.handle(shard(sku), received(List.of(commands)));
    }

    private long asked(ReserveStock held) throws Exception {
        return ask(held, "SELECT asked FROM reservations WHERE id = '%s'");
    }

    private long ask(ReserveStock held, String sql) throws Exception {
        Shard shard = shards.all().get(held.request().participant());
        try (Connection connection = TestServers.shared().connect(shard.name());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.formatted(Fence.idOf(held.request())))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private StockTable.Levels levels(String sku) {
        return shard(sku).run(StockTable.READ, new SkuKey(SHOP, sku)).getFirst();
    }

    private Shard shard(String sku) {
        return shards.ofSlot(new SkuKey(SHOP, sku).slot());
    }
}
