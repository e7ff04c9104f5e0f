package dev.waybill.audit;

import dev.waybill.audit.OrderBooks.Back;
import dev.waybill.audit.OrderBooks.Line;
import dev.waybill.audit.OrderBooks.Order;
import dev.waybill.audit.OrderBooks.Reversal;
import dev.waybill.audit.OrderBooks.Saga;
import dev.waybill.audit.OrderBooks.UsedKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads order-service's shards. */
final class OrderReader {
    private static final String ORDERS = "SELECT id, tenant, customer_id, state, reason, currency, total FROM orders";
    private static final String LINES = """
            SELECT order_id, sku, sum(quantity) AS units, sum(quantity * price) AS amount, sum(returned) AS returned
            FROM order_items GROUP BY order_id, sku""";
    private static final String SAGAS =
            "SELECT id, order_id, definition, phase, ended_at IS NOT NULL AS ended FROM sagas";
    private static final String KEYS = "SELECT tenant, customer_id, key, order_id FROM idempotency_keys";
    private static final String REVERSALS = "SELECT id, order_id, kind, state, refund FROM reversals";
    private static final String BACKS = """
            SELECT r.id, i.sku, sum(l.quantity) AS units, sum(l.quantity * i.price) AS amount
            FROM reversals r, jsonb_to_recordset(r.lines) AS l (line integer, quantity integer), order_items i
            WHERE i.order_id = r.order_id AND i.line = l.line
            GROUP BY r.id, i.sku""";

    private OrderReader() {}

    static OrderBooks read(List<Database> shards) {
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
                Database.readAll(shards, REVERSALS, OrderReader::reversal),
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

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
