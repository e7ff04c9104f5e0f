package dev.waybill.benchmark.textbook;

import dev.waybill.benchmark.shop.Decisions;
import dev.waybill.benchmark.shop.Goods;
import dev.waybill.benchmark.shop.NewOrder;
import dev.waybill.benchmark.shop.OrderTables;
import dev.waybill.benchmark.shop.PaymentTables;
import dev.waybill.benchmark.shop.Shop;
import dev.waybill.benchmark.shop.ShopArguments;
import dev.waybill.benchmark.shop.ShopDatabase;
import dev.waybill.benchmark.shop.ShopServer;
import dev.waybill.benchmark.shop.StockTables;
import dev.waybill.local.servers.PostgresAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * All of the textbook build in one process, on databases and topics that it makes anew.
 *
 * <p>Tuned: pools have a connection for each consumer and the publisher, and those of orders some more for requests; larger
 * ones only made two cores switch more.
 */
public final class TextbookShop implements Shop {
    private static final int ORDER_CONNECTIONS = 16;
    private static final int OTHER_CONNECTIONS = 6;

    private final Decisions decisions = new Decisions();
    private final ShopDatabase orders;
    private final ShopDatabase inventory;
    private final List<Component> components;

    private TextbookShop(PostgresAddress postgres, String kafka) {
        Topic.makeAnew(kafka);
        String everywhere = Inbox.TABLE + Outbox.TABLE;
        orders = ShopDatabase.fresh(
                postgres, "textbook_orders", ORDER_CONNECTIONS, everywhere + OrderTables.TABLES + OrderSaga.TABLES);
        inventory =
                ShopDatabase.fresh(postgres, "textbook_inventory", OTHER_CONNECTIONS, everywhere + StockTables.TABLES);
        ShopDatabase payments =
                ShopDatabase.fresh(postgres, "textbook_payments", OTHER_CONNECTIONS, everywhere + PaymentTables.TABLES);
        components = List.of(
                new Component(orders, kafka, Topic.REPLIES, new OrderSaga(), this::hear).start(),
                new Component(inventory, kafka, Topic.INVENTORY, new Inventory(), said -> {}).start(),
                new Component(payments, kafka, Topic.PAYMENTS, new Payments(), said -> {}).start());
    }

    /** Runs until it is killed; there is nothing to be saved, since the next start begins anew. */
    public static void main(String[] arguments) {
        open(ShopArguments.parse(arguments));
    }

    public static ShopServer open(ShopArguments arguments) {
        return ShopServer.open(arguments.port(), new TextbookShop(arguments.postgres(), arguments.kafka()));
    }

    @Override
    public Placed place(NewOrder order) throws SQLException {
        // Asked for before the commit, after which the decision may come at any moment.
        CompletableFuture<OrderView> decision = decisions.of(order.id());
        Optional<UUID> before = orders.inTransaction(connection -> OrderSaga.begin(connection, order));
        if (before.isEmpty()) {
            return new Placed(order.id(), decision);
        }
        decisions.forget(order.id());
        return again(before.get());
    }

    private Placed again(UUID order) throws SQLException {
        CompletableFuture<OrderView> decision = decisions.of(order);
        find(order).filter(OrderView::isDecided).ifPresent(decisions::tell);
        return new Placed(order, decision);
    }

    private void hear(Message said) {
        switch (said.type()) {
            case ORDER_CONFIRMED -> decisions.tell(new OrderView(said.order(), "CONFIRMED", null));
            case ORDER_REJECTED -> decisions.tell(new OrderView(said.order(), "REJECTED", said.reason()));
            default -> {}
        }
    }

    @Override
    public Optional<OrderView> find(UUID id) throws SQLException {
        return orders.inTransaction(connection -> OrderTables.find(connection, id));
    }

    @Override
    public long open() throws SQLException {
        return orders.inTransaction(OrderSaga::open);
    }

    @Override
    public void putOnSale(List<Goods> goods) throws SQLException {
        inventory.inTransaction(connection -> StockTables.receive(connection, goods));
    }

    @Override
    public void close() {
        components.forEach(Component::close);
    }
}
