package dev.waybill.benchmark.seeds;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A statement that copies rows of one table many times under other ids. It reads the table's columns from the database, so
 * it knows those that a later release adds.
 *
 * @param table what is copied
 * @param order the column by which its rows belong to an order
 * @param own how the row's own id is made anew; empty if it has none
 */
record Copies(String table, String order, String own) {

    /** An older id of the same slot: the time in its first twelve digits is that of the {@code n}-th copy. */
    static final String EARLIER = """
            CREATE OR REPLACE FUNCTION pg_temp.earlier(id uuid, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN (
              lpad(to_hex(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint - n * 600000), 12, '0')
              || right(replace(id::text, '-', ''), 20))::uuid
            """;

    private static final String COLUMNS = """
            SELECT column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = ? AND is_identity = 'NO' AND is_generated = 'NEVER'
            ORDER BY ordinal_position
            """;

    private static final String FROM_ORDERS = "pg_temp.earlier(%s, n)";
    private static final String FROM_REQUESTS = "md5(%s::text || n)::uuid";
    private static final Map<String, String> OTHERS = Map.of(
            "order_id", FROM_ORDERS,
            "saga_id", FROM_ORDERS,
            "capture_saga_id", FROM_ORDERS,
            "payment_id", FROM_REQUESTS,
            "customer_id", "%s || '-' || n %% 100",
            "tenant", "'" + Seeds.TENANT + "'");

    /** What has the order's own id. */
    static Copies ofOrders(String table) {
        return new Copies(table, "id", FROM_ORDERS);
    }

    /** What has an id that follows from a request. */
    static Copies ofRequests(String table) {
        return new Copies(table, "order_id", FROM_REQUESTS);
    }

    /** What has no id of its own. */
    static Copies ofLines(String table) {
        return new Copies(table, "order_id", "");
    }

    /** Parameters: the orders that are copied, the first number of a copy, the last. */
    String sql(Connection connection) throws SQLException {
        List<String> columns = columns(connection);
        List<String> values = columns.stream().map(this::value).toList();
        return "INSERT INTO %s (%s) SELECT %s FROM %s, generate_series(?, ?) AS n WHERE %s = ANY(?)"
                .formatted(table, String.join(", ", columns), String.join(", ", values), table, order);
    }

    private String value(String column) {
        String formula = column.equals("id") ? own : OTHERS.getOrDefault(column, "%s");
        return formula.formatted(column);
    }

    private List<String> columns(Connection connection) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        return columns;
    }
}
