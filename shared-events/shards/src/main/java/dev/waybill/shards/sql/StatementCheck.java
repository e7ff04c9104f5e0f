package dev.waybill.shards.sql;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds statements against a migrated database without running them: Postgres parses each and describes its result, and
 * the columns are compared with the row record by name, order and type. Used by each service's tests, so that a wrong
 * table, column, parameter or type fails the build.
 */
public final class StatementCheck {

    private final Connection connection;
    private final List<String> complaints = new ArrayList<>();
    private int checked;

    public StatementCheck(Connection connection) {
        this.connection = connection;
    }

    /** Checks every static field of the class that is a {@link Statement}. */
    public void check(Class<?> repository) throws IllegalAccessException {
        for (Field field : repository.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && Statement.class.isAssignableFrom(field.getType())) {
                field.setAccessible(true);
                check(repository.getSimpleName() + "." + field.getName(), (Statement<?, ?>) field.get(null));
            }
        }
    }

    /** How many statements have been checked: a check of none proves nothing. */
    public int checked() {
        return checked;
    }

    /** A sentence for each disagreement. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void check(String where, Statement<?, ?> statement) {
        checked++;
        try (PreparedStatement prepared =
                connection.prepareStatement(statement.template().sqlWithoutParameters())) {
            ResultSetMetaData result = prepared.getMetaData();
            compare(where, statement.row().columns(), result);
        } catch (SQLException e) {
            complaints.add(where + ": " + e.getMessage());
        }
    }

    private void compare(String where, List<RecordShape.Column> expected, ResultSetMetaData result)
            throws SQLException {
        int columns = result == null ? 0 : result.getColumnCount();
        if (expected.isEmpty()) {
            return;
        }
        if (columns != expected.size()) {
            complaints.add("%s: returns %d columns for %d components".formatted(where, columns, expected.size()));
            return;
        }
        for (int i = 0; i < columns; i++) {
            compare(where, expected.get(i), result.getColumnName(i + 1), result.getColumnTypeName(i + 1));
        }
    }

    private void compare(String where, RecordShape.Column expected, String name, String type) {
        if (!expected.name().equals(name)) {
            complaints.add("%s: column %s stands where the record has %s".formatted(where, name, expected.name()));
        }
        String wanted = (expected.list() ? "_" : "") + catalogName(expected.sqlType());
        if (!wanted.equals(plain(type))) {
            complaints.add("%s: column %s is %s, but its component reads %s".formatted(where, name, type, wanted));
        }
    }

    /** The driver has names of its own for columns that count by themselves. */
    private static String plain(String type) {
        return switch (type) {
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> type;
        };
    }

    private static String catalogName(SqlType type) {
        return switch (type) {
            case UUID_TYPE -> "uuid";
            case TEXT -> "text";
            case BIGINT -> "int8";
            case INTEGER -> "int4";
            case BOOLEAN -> "bool";
            case TIMESTAMPTZ -> "timestamptz";
            case BYTEA -> "bytea";
        };
    }
}
