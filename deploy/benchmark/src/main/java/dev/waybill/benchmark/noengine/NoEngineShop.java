package dev.waybill.benchmark.noengine;

import dev.waybill.benchmark.shop.Goods;
import dev.waybill.benchmark.shop.NewOrder;
import dev.waybill.benchmark.shop.OrderTables;
import dev.waybill.benchmark.shop.PaymentTables;
import dev.waybill.benchmark.shop.Shop;
import dev.waybill.benchmark.shop.ShopArguments;
import dev.waybill.benchmark.shop.ShopDatabase;
import dev.waybill.benchmark.shop.ShopServer;
import dev.waybill.benchmark.shop.StockTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Four plain transactions for an order that is confirmed, four for one that is declined, three for one that is out of stock.
 *
 * <p>Tuned: a virtual thread per order, a pool of 24 connections, in which group commit works and two cores are not yet
 * busy switching, and a last transaction that is one statement.
 */
public final class NoEngineShop implements Shop {
    private static final int CONNECTIONS = 24;
    private static final String TABLES = OrderTables.TABLES + StockTables.TABLES + PaymentTables.TABLES;
    private static final String CONFIRM = """
            WITH wanted AS (SELECT ?::uuid AS order_id),
            committed AS (
              UPDATE reservations r SET state = 'COMMITTED', updated_at = now()
              FROM wanted WHERE r.order_id = wanted.order_id AND r.state = 'RESERVED'
              RETURNING r.skus, r.quantities
            ), locked AS (
              -- In the order of the SKUs, as everybody locks them.
              SELECT s.sku, u.quantity
              FROM stock s JOIN (SELECT unnest(skus) AS sku, unnest(quantities) AS quantity FROM committed) u USING (sku)
              ORDER BY s.sku
              FOR UPDATE OF s
            ), sold AS (
              UPDATE stock s SET reserved = s.reserved - locked.quantity, sold = s.sold + locked.quantity
              FROM locked WHERE s.sku = locked.sku
            ), captured AS (
              UPDATE payments p SET state = 'CAPTURED', updated_at = now()
              FROM wanted WHERE p.order_id = wanted.order_id AND p.state = 'AUTHORIZED'
              RETURNING p.order_id, p.amount, p.currency
            ), moved AS (
              INSERT INTO transfers (id, order_id, kind, debit_account, credit_account, amount, currency)
              SELECT uuidv7(), order_id, 'CAPTURE', 'authorized', 'merchant', amount, currency FROM captured
            )
            UPDATE orders o SET state = 'CONFIRMED', version = version + 1, updated_at = now()
            FROM wanted WHERE o.id = wanted.order_id AND o.state = 'PROCESSING'
            """;

    private final ShopDatabase database;
    /** In memory: what a crash leaves open stays open and nobody asks for it. */
    private final AtomicLong open = new AtomicLong();

    private NoEngineShop(ShopArguments arguments) {
        database = ShopDatabase.fresh(arguments.postgres(), "noengine_shop", CONNECTIONS, TABLES);
    }

    /** Runs until it is killed; there is nothing to be saved, since the next start begins anew. */
    public static void main(String[] arguments) {
        open(ShopArguments.parse(arguments));
    }

    public static ShopServer open(ShopArguments arguments) {
        return ShopServer.open(arguments.port(), new NoEngineShop(arguments));
    }

    @Override
    public Placed place(NewOrder order) throws SQLException {
        Optional<UUID> before = database.inTransaction(connection -> OrderTables.insert(connection, order));
        if (before.isPresent()) {
            // Whether it is still being worked at is not known here: the state that is stored is the answer.
            return new Placed(
                    before.get(),
                    CompletableFuture.completedFuture(find(before.get()).orElseThrow()));
        }
        CompletableFuture<OrderView> decision = new CompletableFuture<>();
        open.incrementAndGet();
        Thread.startVirtualThread(() -> carryThrough(order, decision));
        return new Placed(order.id(), decision);
    }

    private void carryThrough(NewOrder order, CompletableFuture<OrderView> decision) {
        OrderView reached = new OrderView(order.id(), "PROCESSING", null);
        try {
            reached = decide(order);
        } catch (SQLException e) {
            // Nobody takes it up again: that is what it means to have no engine.
            System.getLogger(NoEngineShop.class.getName()).log(System.Logger.Level.WARNING, "left half done", e);
        } finally {
            open.decrementAndGet();
            decision.complete(reached);
        }
    }

    private OrderView decide(NewOrder order) throws SQLException {
        if (!database.inTransaction(connection -> StockTables.reserve(connection, order.id(), order.units()))) {
            return reject(order, StockTables.OUT_OF_STOCK);
        }
        Optional<String> refusal = database.inTransaction(connection -> PaymentTables.authorize(
                connection,
                order.id(),
                order.total(),
                order.request().currency(),
                order.request().paymentToken()));
        return refusal.isPresent() ? reject(order, refusal.get()) : confirm(order);
    }

    private OrderView reject(NewOrder order, String reason) throws SQLException {
        OrderView rejected = new OrderView(order.id(), "REJECTED", reason);
        database.inTransaction(connection -> {
            StockTables.release(connection, order.id());
            return OrderTables.decide(connection, rejected);
        });
        return rejected;
    }

    private OrderView confirm(NewOrder order) throws SQLException {
        database.inTransaction(connection -> confirm(connection, order.id()));
        return new OrderView(order.id(), "CONFIRMED", null);
    }

    private static int confirm(Connection connection, UUID order) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CONFIRM)) {
            statement.setObject(1, order);
            return statement.executeUpdate();
        }
    }

    @Override
    public Optional<OrderView> find(UUID id) throws SQLException {
        return database.inTransaction(connection -> OrderTables.find(connection, id));
    }

    @Override
    public long open() {
        return open.get();
    }

    @Override
    public void putOnSale(List<Goods> goods) throws SQLException {
        database.inTransaction(connection -> StockTables.receive(connection, goods));
    }

    @Override
    public void close() {
        database.close();
    }
}
