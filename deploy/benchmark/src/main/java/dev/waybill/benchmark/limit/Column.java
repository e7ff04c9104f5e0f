package dev.waybill.benchmark.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * An array as a parameter: a column of a batch.
 *
 * @param type of its elements, as Postgres names it
 */
public record Column(String type, Object[] values) {

    public static Column of(String type, List<?> values) {
        return new Column(type, values.toArray());
    }

    /** An array of bytes for each row; the driver takes no other type of Java array for them. */
    public static Column of(byte[]... values) {
        return new Column("bytea", values);
    }

    /** Runs a statement; returns the first column of what it returns, if that is rows. */
    public static List<Long> run(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, toJdbc(connection, parameters[i]));
            }
            return statement.execute() ? firstColumn(statement) : List.of();
        }
    }

    private static Object toJdbc(Connection connection, Object parameter) throws SQLException {
        return parameter instanceof Column column
                ? connection.createArrayOf(column.type(), column.values())
                : parameter;
    }

    private static List<Long> firstColumn(PreparedStatement statement) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }
}
