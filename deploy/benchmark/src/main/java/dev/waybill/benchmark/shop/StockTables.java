package dev.waybill.benchmark.shop;

import dev.waybill.benchmark.shop.PlaceOrder.Line;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Stock and reservations, as both contenders keep them.
 *
 * <p>Tuned: rows are locked by one statement in the order of their SKUs, and changed by one batch.
 */
public final class StockTables {
    public static final String OUT_OF_STOCK = "out_of_stock";
    public static final String TABLES = """
            CREATE TABLE stock (
              sku       text   PRIMARY KEY,
              available bigint NOT NULL CHECK (available >= 0),
              reserved  bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
              received  bigint NOT NULL,
              sold      bigint NOT NULL DEFAULT 0
            ) WITH (fillfactor = 50);
            CREATE TABLE reservations (
              order_id   uuid        PRIMARY KEY,
              state      text        NOT NULL,
              skus       text[]      NOT NULL,
              quantities integer[]   NOT NULL,
              created_at timestamptz NOT NULL DEFAULT now(),
              updated_at timestamptz NOT NULL DEFAULT now()
            ) WITH (fillfactor = 80);
            """;
    private static final String LOCK = "SELECT sku, available FROM stock WHERE sku = ANY(?) ORDER BY sku FOR UPDATE";
    private static final String MOVE = """
            UPDATE stock SET available = available + ?, reserved = reserved + ?, sold = sold + ? WHERE sku = ?""";
    private static final String RESERVE =
            "INSERT INTO reservations (order_id, state, skus, quantities) VALUES (?, 'RESERVED', ?, ?)";
    private static final String SETTLE = """
            UPDATE reservations SET state = ?, updated_at = now() WHERE order_id = ? AND state = 'RESERVED'
            RETURNING skus, quantities
            """;
    private static final String RECEIVE = """
            INSERT INTO stock (sku, available, received) VALUES (?, ?, ?)
            ON CONFLICT (sku) DO UPDATE
            SET available = stock.available + excluded.available, received = stock.received + excluded.received
            """;

    private StockTables() {}

    /** Reserves all of it, or nothing and returns false. The units are in the order of their SKUs. */
    public static boolean reserve(Connection connection, UUID order, List<Line> units) throws SQLException {
        Map<String, Long> available = lock(connection, units);
        if (units.stream().anyMatch(unit -> available.getOrDefault(unit.sku(), 0L) < unit.quantity())) {
            return false;
        }
        move(connection, units, -1, 1, 0);
        try (PreparedStatement statement = connection.prepareStatement(RESERVE)) {
            statement.setObject(1, order);
            statement.setArray(2, skus(connection, units));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "integer", units.stream().map(Line::quantity).toArray()));
            statement.executeUpdate();
        }
        return true;
    }

    private static Map<String, Long> lock(Connection connection, List<Line> units) throws SQLException {
        Map<String, Long> available = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, skus(connection, units));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    available.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return available;
    }

    /** Undoes a reservation; does nothing for one that is settled or never was. */
    public static void release(Connection connection, UUID order) throws SQLException {
        move(connection, settle(connection, order, "RELEASED"), 1, -1, 0);
    }

    /** Turns reserved units into sold ones; does nothing for a reservation that is settled. */
    public static void commit(Connection connection, UUID order) throws SQLException {
        move(connection, settle(connection, order, "COMMITTED"), 0, -1, 1);
    }

    /** Returns the units that were reserved until now. */
    private static List<Line> settle(Connection connection, UUID order, String state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
            statement.setString(1, state);
            statement.setObject(2, order);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? units(rows) : List.of();
            }
        }
    }

    private static List<Line> units(ResultSet row) throws SQLException {
        String[] skus = (String[]) row.getArray(1).getArray();
        Integer[] quantities = (Integer[]) row.getArray(2).getArray();
        return IntStream.range(0, skus.length)
                .mapToObj(i -> new Line(skus[i], quantities[i]))
                .toList();
    }

    /** Each sign says what a unit adds to its column; the units are in the order of their SKUs. */
    private static void move(Connection connection, List<Line> units, int available, int reserved, int sold)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            for (Line unit : units) {
                statement.setLong(1, (long) available * unit.quantity());
                statement.setLong(2, (long) reserved * unit.quantity());
                statement.setLong(3, (long) sold * unit.quantity());
                statement.setString(4, unit.sku());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    public static int receive(Connection connection, List<Goods> goods) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RECEIVE)) {
            for (Goods each : goods) {
                statement.setString(1, each.sku());
                statement.setLong(2, each.quantity());
                statement.setLong(3, each.quantity());
                statement.addBatch();
            }
            return statement.executeBatch().length;
        }
    }

    private static Array skus(Connection connection, List<Line> units) throws SQLException {
        return connection.createArrayOf("text", units.stream().map(Line::sku).toArray());
    }
}
