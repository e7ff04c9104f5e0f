package dev.waybill.benchmark.queries;

import dev.waybill.benchmark.limit.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Lists: a page by OFFSET, a second query to count, a query for each row, against one statement for the rows after the last
 * one seen.
 */
final class ReadingTasks {
    private static final int PAGE = 20;
    private static final int SEEN = 40;

    private static final String ORDERS_BY_OFFSET = """
            SELECT * FROM orders WHERE tenant = 'shop' AND customer_id = ? ORDER BY placed_at DESC, id DESC
            LIMIT %d OFFSET %d""".formatted(PAGE, SEEN);
    private static final String ORDERS_COUNT = "SELECT count(*) FROM orders WHERE tenant = 'shop' AND customer_id = ?";
    private static final String ITEMS = "SELECT * FROM order_items WHERE order_id = ? ORDER BY line";
    private static final String ORDERS_BY_KEY = """
            SELECT o.id, o.tenant, o.customer_id, o.guest, o.customer::text, o.shipping_address::text, o.state, o.reason,
                   o.detail, o.currency, o.total, o.placed_at, o.updated_at, o.version,
                   (SELECT json_agg(json_build_object('line', i.line, 'sku', i.sku, 'name', i.name, 'quantity', i.quantity,
                            'price', i.price, 'amount', i.quantity * i.price, 'returned', i.returned) ORDER BY i.line)
                    FROM order_items i WHERE i.order_id = o.id)::text AS lines
            FROM orders o
            WHERE o.tenant = 'shop' AND o.customer_id = ? AND o.id < ?
            ORDER BY o.tenant, o.customer_id, o.id DESC
            LIMIT %d""".formatted(PAGE);

    private static final String SEARCH_BY_OFFSET = """
            SELECT * FROM products WHERE tenant = 'shop' AND lower(name) LIKE lower(?) ORDER BY name LIMIT %d OFFSET %d""".formatted(PAGE, SEEN);
    private static final String SEARCH_COUNT =
            "SELECT count(*) FROM products WHERE tenant = 'shop' AND lower(name) LIKE lower(?)";
    private static final String SEARCH_BY_KEY = """
            SELECT sku, name, price, currency, active, version FROM products
            WHERE tenant = 'shop' AND lower(name) ~>~ lower(?) AND lower(name) ~<~ lower(?)
            ORDER BY lower(name) USING ~<~ LIMIT %d""".formatted(PAGE);

    private static final String OFF_SALE_BY_OFFSET = """
            SELECT * FROM products WHERE tenant = 'shop' AND active = false ORDER BY sku LIMIT %d OFFSET %d""".formatted(PAGE, SEEN);
    private static final String OFF_SALE_COUNT =
            "SELECT count(*) FROM products WHERE tenant = 'shop' AND active = false";
    private static final String OFF_SALE_BY_KEY = """
            SELECT sku, name, price, currency, active, version FROM products
            WHERE tenant = 'shop' AND NOT active AND sku > ? ORDER BY sku LIMIT %d""".formatted(PAGE);

    private ReadingTasks() {}

    static List<Task> all(Connection connection) throws SQLException {
        List<UUID> lastSeen = lastSeen(connection);
        return List.of(
                new Task("product search (by prefix)", false, ReadingTasks::searchNaively, ReadingTasks::search),
                new Task("filter (what is off sale)", false, ReadingTasks::offSaleNaively, ReadingTasks::offSale),
                new Task(
                        "a customer's orders (a page)",
                        true,
                        ReadingTasks::ordersNaively,
                        (on, run) -> query(on, ORDERS_BY_KEY, customer(run), lastSeen.get(run % Shelves.CUSTOMERS))));
    }

    /** For each customer the last order of the page before. */
    private static List<UUID> lastSeen(Connection connection) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        for (int customer = 0; customer < Shelves.CUSTOMERS; customer++) {
            ids.add(query(
                            connection,
                            "SELECT id FROM orders WHERE tenant = 'shop' AND customer_id = ? ORDER BY id DESC LIMIT ?",
                            customer(customer),
                            SEEN)
                    .getLast());
        }
        return ids;
    }

    private static String customer(int run) {
        return "customer-" + run % Shelves.CUSTOMERS;
    }

    private static void ordersNaively(Connection connection, int run) throws SQLException {
        Column.run(connection, ORDERS_COUNT, customer(run));
        for (UUID order : query(connection, ORDERS_BY_OFFSET, customer(run))) {
            query(connection, ITEMS, order);
        }
    }

    private static String prefix(int run) {
        return run % 2 == 0 ? "BLUE MUG" : "RETRO LANTERN";
    }

    private static void searchNaively(Connection connection, int run) throws SQLException {
        Column.run(connection, SEARCH_COUNT, prefix(run) + "%");
        texts(connection, SEARCH_BY_OFFSET, prefix(run) + "%");
    }

    private static void search(Connection connection, int run) throws SQLException {
        texts(connection, SEARCH_BY_KEY, prefix(run) + " 5", prefix(run) + "\uffff");
    }

    private static void offSaleNaively(Connection connection, int run) throws SQLException {
        Column.run(connection, OFF_SALE_COUNT);
        texts(connection, OFF_SALE_BY_OFFSET);
    }

    private static void offSale(Connection connection, int run) throws SQLException {
        texts(connection, OFF_SALE_BY_KEY, "SKU-2");
    }

    /** The ids in the first column of all rows, of which every column is read. */
    private static List<UUID> query(Connection connection, String sql, Object... parameters) throws SQLException {
        return texts(connection, sql, parameters).stream()
                .filter(text -> text.length() == 36)
                .map(UUID::fromString)
                .toList();
    }

    private static List<String> texts(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> first = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    first.add(rows.getString(1));
                    for (int i = 2; i <= columns; i++) {
                        rows.getString(i);
                    }
                }
            }
            return first;
        }
    }
}
