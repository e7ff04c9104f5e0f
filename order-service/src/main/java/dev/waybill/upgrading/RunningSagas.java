package dev.waybill.upgrading;

import dev.waybill.checkout.Definitions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Sagas of one definition that are open on a shard.
 *
 * @param count at least 1
 */
record RunningSagas(String definition, int number, long count) {

    /** A shard that has never been migrated has no such table, and nothing runs there. */
    private static final String IS_THERE = "SELECT to_regclass('sagas') IS NOT NULL";

    private static final String COUNT = """
            SELECT definition, number, count(*)
            FROM sagas
            WHERE ended_at IS NULL
            GROUP BY definition, number
            ORDER BY definition, number
            """;

    /** Whatever the version of the shard's schema: these columns are as old as sagas are. */
    static List<RunningSagas> on(Connection shard) throws SQLException {
        try (Statement statement = shard.createStatement()) {
            return isThere(statement) ? count(statement) : List.of();
        }
    }

    boolean canGoOn() {
        return Definitions.has(definition, number);
    }

    private static boolean isThere(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(IS_THERE)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<RunningSagas> count(Statement statement) throws SQLException {
        List<RunningSagas> running = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(COUNT)) {
            while (rows.next()) {
                running.add(new RunningSagas(rows.getString(1), rows.getInt(2), rows.getLong(3)));
            }
        }
        return running;
    }

    @Override
    public String toString() {
        return "%d open saga%s of %s %d".formatted(count, count == 1 ? "" : "s", definition, number);
    }
}
