package dev.waybill.stock.reserving;

import static dev.waybill.stock.reserving.Commands.commit;
import static dev.waybill.stock.reserving.Commands.line;
import static dev.waybill.stock.reserving.Commands.received;
import static dev.waybill.stock.reserving.Commands.reserve;
import static dev.waybill.stock.reserving.Commands.takeBack;
import static dev.waybill.testing.Http.asService;
import static dev.waybill.testing.Http.haveStock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.InventoryCommand.ReturnStock;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.stock.SkuKey;
import dev.waybill.stock.StockTable;
import dev.waybill.stock.StockTable.Levels;
import dev.waybill.testing.Backends;
import dev.waybill.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Units come back: once, never more than were sold; and the database says so too, whatever the code does. */
@QuarkusTest
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "inventory"))
class ReturnsIT {

    private static final String SHOP = "returns-shop";

    @Inject
    Reserving reserving;

    @Inject
    Shards shards;

    @Inject
    KafkaClients kafka;

    @Test
    void unitsComeBackOnceAndCanBeSoldAgain() {
        ReserveStock sold = sold("BACK", 5);
        ReturnStock some = takeBack(sold, line("BACK", 2));
        handle("BACK", some);
        handle("BACK", some, some);
        assertThat(levels("BACK")).isEqualTo(new Levels("BACK", 2, 0, 5, 5, 2));
        handle("BACK", takeBack(sold, line("BACK", 3)), reserve(SHOP, number("BACK"), line("BACK", 5)));
        assertThat(levels("BACK")).isEqualTo(new Levels("BACK", 0, 5, 5, 5, 5));
        asService(SHOP).get("/v1/stock/BACK").then().body("returned", is(5)).body("onHand", is(5));
    }

    @Test
    void aWholeLifeFitsIntoOneBatch() {
        haveStock(SHOP, "WHOLE", 4);
        ReserveStock order = reserve(SHOP, number("WHOLE"), line("WHOLE", 4));
        ReturnStock back = takeBack(order, line("WHOLE", 1));
        handle("WHOLE", order, commit(order), back, back);
        handle("WHOLE", order, commit(order), back);
        assertThat(levels("WHOLE")).isEqualTo(new Levels("WHOLE", 1, 0, 4, 4, 1));
    }

    @Test
    void aReturnIsAnswered() {
        ReserveStock sold = sold("ANSWERED", 2);
        ReturnStock back = takeBack(sold, line("ANSWERED", 1));
        try (TopicReader<Reply> replies = new TopicReader<>(kafka, Topic.ORDER_REPLIES, Reply.class)) {
            handle("ANSWERED", back);
            replies.readUntil(new Reply.StockReturned(back.request(), SHOP, sold.orderId())::equals);
        }
    }

    @Test
    void whatWasNotSoldDoesNotComeBackAndNothingElseOfTheBatchHappens() {
        ReserveStock sold = sold("REFUSED", 2);
        handle("REFUSED", takeBack(sold, line("REFUSED", 1)));
        assertThatThrownBy(
                        () -> handle("REFUSED", takeBack(sold, line("REFUSED", 1)), takeBack(sold, line("REFUSED", 1))))
                .isInstanceOf(ContradictionException.class);
        assertThat(levels("REFUSED")).isEqualTo(new Levels("REFUSED", 1, 0, 2, 2, 1));
    }

    @Test
    void manyProcessesThatReturnTheSameAtOnceReturnItOnce() throws Exception {
        ReserveStock sold = sold("CROWD", 40);
        List<ReturnStock> returns = IntStream.range(0, 40)
                .mapToObj(i -> takeBack(sold, line("CROWD", 1)))
                .toList();
        try (ExecutorService processes = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int process = 0; process < 4; process++) {
                running.add(processes.submit(() -> returns.forEach(back -> handle("CROWD", back))));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertThat(levels("CROWD")).isEqualTo(new Levels("CROWD", 40, 0, 40, 40, 40));
    }

    @Test
    void theDatabaseRefusesReturnsAboveWhatWasSold() {
        ReserveStock sold = sold("GUARDED", 3);
        String id = Fence.idOf(sold.request()).toString();
        refuses(
                "GUARDED",
                "UPDATE reservations SET returned = '{4}' WHERE id = '" + id + "'",
                "no_more_comes_back_than_was_sold");
        refuses(
                "GUARDED",
                "UPDATE reservations SET returned = '{-1}' WHERE id = '" + id + "'",
                "no_more_comes_back_than_was_sold");
        refuses(
                "GUARDED",
                "UPDATE reservations SET returned = '{NULL}' WHERE id = '" + id + "'",
                "no_more_comes_back_than_was_sold");
        refuses(
                "GUARDED",
                "UPDATE reservations SET returned = '{1,1}' WHERE id = '" + id + "'",
                "no_more_comes_back_than_was_sold");
        refuses(
                "GUARDED",
                "UPDATE stock SET available = 4, returned = 4 WHERE sku = 'GUARDED'",
                "no_more_is_returned_than_was_sold");
    }

    @Test
    void theDatabaseRefusesReturnsOfWhatIsNotSold() {
        haveStock(SHOP, "HELD", 3);
        ReserveStock held = reserve(SHOP, number("HELD"), line("HELD", 3));
        handle("HELD", held);
        String id = Fence.idOf(held.request()).toString();
        refuses(
                "HELD",
                "UPDATE reservations SET returned = '{1}' WHERE id = '" + id + "'",
                "only_what_was_sold_comes_back");
        refuses(
                "HELD",
                "UPDATE stock SET available = 1, returned = 1 WHERE sku = 'HELD'",
                "no_more_is_returned_than_was_sold");
    }

    @Test
    void theDatabaseRefusesTheSameReturnTwice() {
        ReserveStock sold = sold("TWICE", 3);
        ReturnStock back = takeBack(sold, line("TWICE", 1));
        handle("TWICE", back);
        refuses("TWICE", """
                INSERT INTO stock_returns SELECT gen_random_uuid(), saga_id, step, attempt, participant, tenant, order_id,
                  reservation_id, skus, quantities, created_at FROM stock_returns WHERE id = '%s'
                """.formatted(StockReturn.idOf(back.request())), "a_return_is_taken_once");
    }

    private void refuses(String sku, String sql, String constraint) {
        assertThatThrownBy(() -> execute(shard(sku), sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(constraint);
    }

    private static void execute(Shard shard, String sql) throws SQLException {
        try (Connection connection = TestServers.shared().connect(shard.name());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** An order of a new SKU that has bought all units. */
    private ReserveStock sold(String sku, int units) {
        haveStock(SHOP, sku, units);
        ReserveStock order = reserve(SHOP, number(sku), line(sku, units));
        handle(sku, order, commit(order));
        return order;
    }

    private void handle(String sku, InventoryCommand... commands) {
        reserving.handle(shard(sku), received(List.of(commands)));
    }

    private Levels levels(String sku) {
        return shard(sku).run(StockTable.READ, new SkuKey(SHOP, sku)).getFirst();
    }

    private int number(String sku) {
        return shard(sku).number();
    }

    private Shard shard(String sku) {
        return shards.ofSlot(new SkuKey(SHOP, sku).slot());
    }
}
