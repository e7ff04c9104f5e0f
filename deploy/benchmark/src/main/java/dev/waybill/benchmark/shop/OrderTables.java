package dev.waybill.benchmark.shop;

import dev.waybill.benchmark.shop.Shop.KeyReusedException;
import dev.waybill.benchmark.shop.Shop.OrderView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Orders, their items and the keys that made them, as both contenders keep them.
 *
 * <p>Tuned: an order's items are one statement; its one update stays in its page (fillfactor) and touches no index.
 */
public final class OrderTables {
    public static final String TABLES = """
            CREATE TABLE orders (
              id               uuid        PRIMARY KEY,
              customer_id      text        NOT NULL,
              shipping_address jsonb       NOT NULL,
              state            text        NOT NULL CHECK (state IN ('PROCESSING', 'CONFIRMED', 'REJECTED')),
              reason           text,
              currency         text        NOT NULL,
              total            bigint      NOT NULL CHECK (total > 0),
              payment_token    text        NOT NULL,
              version          bigint      NOT NULL DEFAULT 1,
              placed_at        timestamptz NOT NULL DEFAULT now(),
              updated_at       timestamptz NOT NULL DEFAULT now()
            ) WITH (fillfactor = 60);
            CREATE INDEX orders_by_customer ON orders (customer_id, id);
            CREATE TABLE order_items (
              order_id uuid    NOT NULL,
              line     integer NOT NULL,
              sku      text    NOT NULL,
              name     text    NOT NULL,
              quantity integer NOT NULL CHECK (quantity > 0),
              price    bigint  NOT NULL CHECK (price >= 0),
              PRIMARY KEY (order_id, line)
            );
            CREATE TABLE idempotency_keys (
              customer_id text        NOT NULL,
              key         text        NOT NULL,
              fingerprint bytea       NOT NULL,
              order_id    uuid        NOT NULL,
              created_at  timestamptz NOT NULL DEFAULT now(),
              PRIMARY KEY (customer_id, key)
            );
            """;
    private static final String CLAIM = """
            INSERT INTO idempotency_keys (customer_id, key, fingerprint, order_id) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String CLAIMED =
            "SELECT order_id, fingerprint FROM idempotency_keys WHERE customer_id = ? AND key = ?";
    private static final String INSERT_ORDER = """
            INSERT INTO orders (id, customer_id, shipping_address, state, currency, total, payment_token)
            VALUES (?, ?, ?::jsonb, 'PROCESSING', ?, ?, ?)""";
    private static final String INSERT_ITEMS =
            "INSERT INTO order_items (order_id, line, sku, name, quantity, price) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String DECIDE = """
            UPDATE orders SET state = ?, reason = ?, version = version + 1, updated_at = now()
            WHERE id = ? AND state = 'PROCESSING'""";
    private static final String FIND = "SELECT state, reason FROM orders WHERE id = ?";

    private OrderTables() {}

    /**
     * Writes an order, unless its key has made one before.
     *
     * @return the order that the key made before
     * @throws KeyReusedException if that was of another request
     */
    public static Optional<UUID> insert(Connection connection, NewOrder order) throws SQLException {
        if (order.key() != null && !claim(connection, order)) {
            return Optional.of(claimed(connection, order));
        }
        insertOrder(connection, order);
        insertItems(connection, order);
        return Optional.empty();
    }

    private static boolean claim(Connection connection, NewOrder order) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, order.customer());
            statement.setString(2, order.key());
            statement.setBytes(3, order.fingerprint());
            statement.setObject(4, order.id());
            return statement.executeUpdate() == 1;
        }
    }

    private static UUID claimed(Connection connection, NewOrder order) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIMED)) {
            statement.setString(1, order.customer());
            statement.setString(2, order.key());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                if (!Arrays.equals(rows.getBytes(2), order.fingerprint())) {
                    throw new KeyReusedException();
                }
                return rows.getObject(1, UUID.class);
            }
        }
    }

    private static void insertOrder(Connection connection, NewOrder order) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ORDER)) {
            statement.setObject(1, order.id());
            statement.setString(2, order.customer());
            statement.setString(3, String.valueOf(order.request().shippingAddress()));
            statement.setString(4, order.request().currency());
            statement.setLong(5, order.total());
            statement.setString(6, order.request().paymentToken());
            statement.executeUpdate();
        }
    }

    private static void insertItems(Connection connection, NewOrder order) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ITEMS)) {
            for (PricedLine line : order.lines()) {
                statement.setObject(1, order.id());
                statement.setInt(2, line.line());
                statement.setString(3, line.sku());
                statement.setString(4, line.name());
                statement.setInt(5, line.quantity());
                statement.setLong(6, line.price());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Returns whether it was undecided until now. */
    public static boolean decide(Connection connection, OrderView decision) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DECIDE)) {
            statement.setString(1, decision.state());
            statement.setString(2, decision.reason());
            statement.setObject(3, decision.id());
            return statement.executeUpdate() == 1;
        }
    }

    public static Optional<OrderView> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setObject(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new OrderView(id, rows.getString(1), rows.getString(2)))
                        : Optional.empty();
            }
        }
    }
}
