package dev.waybill.benchmark.floor;

import dev.waybill.local.servers.PostgresAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Commits numbers, any count of them with one statement, which is its own transaction. */
final class Commits implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;

    Commits(PostgresAddress postgres, String database) {
        try {
            connection = postgres.connect(database);
            insert = connection.prepareStatement("INSERT INTO floor (since) SELECT * FROM unnest(?::bigint[])");
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static void createTable(PostgresAddress postgres, String database) {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS floor (since bigint)");
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void commit(List<Long> numbers) {
        try {
            insert.setArray(1, connection.createArrayOf("bigint", numbers.toArray()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static IllegalStateException failed(SQLException cause) {
        return new IllegalStateException("Postgres does not commit: " + cause.getMessage(), cause);
    }
}
