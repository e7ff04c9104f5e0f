package dev.waybill.audit;

import dev.waybill.audit.Leftovers.Outbox;
import dev.waybill.audit.OrderBooks.Back;
import dev.waybill.audit.OrderBooks.Line;
import dev.waybill.audit.OrderBooks.Order;
import dev.waybill.audit.OrderBooks.Reversal;
import dev.waybill.audit.OrderBooks.Saga;
import dev.waybill.audit.OrderBooks.UsedKey;
import dev.waybill.audit.PaymentBooks.Payment;
import dev.waybill.audit.PaymentBooks.Refund;
import dev.waybill.audit.PaymentBooks.Transfer;
import dev.waybill.audit.StockBooks.CameBack;
import dev.waybill.audit.StockBooks.Held;
import dev.waybill.audit.StockBooks.Receipt;
import dev.waybill.audit.StockBooks.Sku;
import dev.waybill.audit.StockBooks.Stock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads the books from the databases. */
final class Books {
    private static final String ORDERS = "SELECT id, tenant, customer_id, state, reason, currency, total FROM orders";
    private static final String LINES = """
            SELECT order_id, sku, sum(quantity) AS units, sum(quantity * price) AS amount, sum(returned) AS returned
            FROM order_items GROUP BY order_id, sku""";
    private static final String SAGAS =
            "SELECT id, order_id, definition, phase, ended_at IS NOT NULL AS ended FROM sagas";
    private static final String REVERSALS = "SELECT id, order_id, kind, state, refund FROM reversals";
    private static final String BACKS = """
            SELECT r.id, i.sku, sum(l.quantity) AS units, sum(l.quantity * i.price) AS amount
            FROM reversals r, jsonb_to_recordset(r.lines) AS l (line integer, quantity integer), order_items i
            WHERE i.order_id = r.order_id AND i.line = l.line
            GROUP BY r.id, i.sku""";
    private static final String KEYS = "SELECT tenant, customer_id, key, order_id FROM idempotency_keys";
    private static final String STOCK = "SELECT tenant, sku, available, reserved, received, sold, returned FROM stock";
    private static final String RECEIPTS =
            "SELECT tenant, sku, sum(quantity) AS units FROM receipts GROUP BY tenant, sku";
    private static final String HELD = """
            SELECT r.order_id, r.tenant, r.state, u.sku, u.quantity AS units, coalesce(u.returned, 0) AS returned
            FROM reservations r, unnest(r.skus, r.quantities, r.returned) AS u (sku, quantity, returned)
            WHERE r.state IN ('RESERVED', 'COMMITTED')""";
    private static final String CAME_BACK = """
            SELECT r.saga_id, r.order_id, r.tenant, u.sku, sum(u.quantity) AS units
            FROM stock_returns r, unnest(r.skus, r.quantities) AS u (sku, quantity)
            GROUP BY r.saga_id, r.order_id, r.tenant, u.sku""";
    private static final String PAYMENTS =
            "SELECT id, order_id, state, amount, currency, operation, refunded FROM payments";
    private static final String TRANSFERS = """
            SELECT payment_id, order_id, kind, refund_id, debit_account, credit_account, amount, currency FROM transfers""";
    private static final String REFUNDS = "SELECT id, saga_id, payment_id, order_id, state, amount FROM refunds";
    private static final String OUTBOX = "SELECT count(*) AS messages FROM outbox";

    private Books() {}

    static OrderBooks orders(List<Database> shards) {
        List<Order> orders = new ArrayList<>();
        shards.forEach(shard -> orders.addAll(shard.read(ORDERS, row -> order(shard, row))));
        return new OrderBooks(
                orders,
                Database.readAll(
                        shards,
                        LINES,
                        row -> new Line(
                                id(row, "order_id"),
                                row.getString("sku"),
                                row.getLong("units"),
                                row.getLong("amount"),
                                row.getLong("returned"))),
                Database.readAll(
                        shards,
                        SAGAS,
                        row -> new Saga(
                                id(row, "id"),
                                id(row, "order_id"),
                                row.getString("definition"),
                                row.getString("phase"),
                                row.getBoolean("ended"))),
                Database.readAll(
                        shards,
                        KEYS,
                        row -> new UsedKey(
                                row.getString("tenant"),
                                row.getString("customer_id"),
                                row.getString("key"),
                                id(row, "order_id"))),
                Database.readAll(shards, REVERSALS, Books::reversal),
                Database.readAll(
                        shards,
                        BACKS,
                        row -> new Back(
                                id(row, "id"), row.getString("sku"), row.getLong("units"), row.getLong("amount"))));
    }

    private static Order order(Database shard, ResultSet row) throws SQLException {
        UUID id = id(row, "id");
        return new Order(
                id,
                row.getString("tenant"),
                row.getString("customer_id"),
                row.getString("state"),
                row.getString("reason"),
                row.getString("currency"),
                row.getLong("total"),
                shard.owns(id));
    }

    private static Reversal reversal(ResultSet row) throws SQLException {
        return new Reversal(
                id(row, "id"),
                id(row, "order_id"),
                row.getString("kind"),
                row.getString("state"),
                row.getLong("refund"));
    }

    static StockBooks stock(List<Database> shards) {
        return new StockBooks(
                Database.readAll(shards, STOCK, Books::stockOf),
                Database.readAll(shards, RECEIPTS, row -> new Receipt(sku(row), row.getLong("units"))),
                Database.readAll(
                        shards,
                        HELD,
                        row -> new Held(
                                id(row, "order_id"),
                                sku(row),
                                row.getString("state"),
                                row.getLong("units"),
                                row.getLong("returned"))),
                Database.readAll(
                        shards,
                        CAME_BACK,
                        row -> new CameBack(id(row, "saga_id"), id(row, "order_id"), sku(row), row.getLong("units"))));
    }

    private static Stock stockOf(ResultSet row) throws SQLException {
        return new Stock(
                sku(row),
                row.getLong("available"),
                row.getLong("reserved"),
                row.getLong("received"),
                row.getLong("sold"),
                row.getLong("returned"));
    }

    static PaymentBooks payments(List<Database> shards) {
        return new PaymentBooks(
                Database.readAll(shards, PAYMENTS, Books::payment),
                Database.readAll(shards, TRANSFERS, Books::transfer),
                Database.readAll(shards, REFUNDS, Books::refund));
    }

    private static Payment payment(ResultSet row) throws SQLException {
        return new Payment(
                id(row, "id"),
                id(row, "order_id"),
                row.getString("state"),
                row.getObject("amount", Long.class),
                row.getString("currency"),
                row.getString("operation"),
                row.getLong("refunded"));
    }

    private static Refund refund(ResultSet row) throws SQLException {
        return new Refund(
                id(row, "id"),
                id(row, "saga_id"),
                id(row, "payment_id"),
                id(row, "order_id"),
                row.getString("state"),
                row.getLong("amount"));
    }

    private static Transfer transfer(ResultSet row) throws SQLException {
        return new Transfer(
                id(row, "payment_id"),
                id(row, "order_id"),
                row.getString("kind"),
                row.getObject("refund_id", UUID.class),
                row.getString("debit_account"),
                row.getString("credit_account"),
                row.getLong("amount"),
                row.getString("currency"));
    }

    static List<Outbox> outboxes(Stream<Database> shards) {
        return shards.flatMap(
                        shard -> shard.read(OUTBOX, row -> new Outbox(shard.name(), row.getLong("messages"))).stream())
                .toList();
    }

    private static Sku sku(ResultSet row) throws SQLException {
        return new Sku(row.getString("tenant"), row.getString("sku"));
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
