package dev.waybill.benchmark.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.local.servers.PostgresAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database that begins empty, and its pool.
 *
 * <p>Tuned: a fixed pool, as HikariCP's authors advise; no auto-commit, so that BEGIN travels with the first statement and
 * costs no round trip; the driver prepares what is used five times, and sends batches of inserts as one statement of many
 * rows; as few rows of growing tables are sampled as of Waybill's own. Durability is the server's own and the same for all: {@code fsync} and {@code synchronous_commit} on.
 */
public final class ShopDatabase implements AutoCloseable {
    private static final String TUNED = "&reWriteBatchedInserts=true";
    /** For each session to come, and so for those that sample; rows are found by their keys here too. */
    private static final String FEWER_SAMPLES = "ALTER DATABASE %s SET default_statistics_target = 10;";

    private final HikariDataSource pool;

    private ShopDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Something to be done in one transaction. */
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Drops what has that name, and makes it anew with these tables. */
    public static ShopDatabase fresh(PostgresAddress postgres, String name, int connections, String tables) {
        drop(postgres, name);
        postgres.createDatabase(name);
        ShopDatabase database = open(postgres, name, connections);
        database.execute(FEWER_SAMPLES.formatted(name));
        database.execute(tables);
        return database;
    }

    static ShopDatabase open(PostgresAddress postgres, String name, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(postgres.jdbcUrl(name) + TUNED);
        config.setMaximumPoolSize(connections);
        config.setAutoCommit(false);
        return new ShopDatabase(new HikariDataSource(config));
    }

    static void drop(PostgresAddress postgres, String name) {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop " + name + ": " + e.getMessage(), e);
        }
    }

    void execute(String sql) {
        try {
            inTransaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute(sql);
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make or fill tables: " + e.getMessage(), e);
        }
    }

    /** Commits if the work ends, and rolls back if it fails. */
    public <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
