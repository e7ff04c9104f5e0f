package dev.waybill.local.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * The three servers that the system stands on. Each is started when its address is first asked for.
 *
 * <p>The Postgres user may create databases.
 */
public interface Servers extends AutoCloseable {
    /** Name and password of the Postgres user, where we make that server ourselves. */
    String USER = "waybill";

    /** What Postgres says about a database that is there already. */
    String DUPLICATE_DATABASE = "42P04";

    /** {@code host:port} of Postgres. */
    String postgres();

    /** The name to log in to Postgres with. */
    default String user() {
        return USER;
    }

    default String password() {
        return USER;
    }

    /** {@code host:port} of the Kafka broker. */
    String kafkaBootstrap();

    /** {@code redis://host:port}. */
    String redisUrl();

    @Override
    void close();

    /** {@code postgresql://user:password@host:port/database}, as Vert.x reads it. */
    default String postgresUrl(String database) {
        return "postgresql://" + user() + ":" + password() + "@" + postgres() + "/" + database;
    }

    /** {@code jdbc:postgresql://host:port/database?user=…&password=…}, as Flyway reads it. */
    default String jdbcUrl(String database) {
        return "jdbc:postgresql://" + postgres() + "/" + database + "?user=" + user() + "&password=" + password();
    }

    /** Makes the database if it is not there yet, and returns its {@link #postgresUrl}. */
    default String createDatabase(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw new IllegalStateException("cannot create database " + name + ": " + e.getMessage(), e);
            }
        }
        return postgresUrl(name);
    }

    /** A connection of the caller's own; not through {@code DriverManager}, which looks at class loaders. */
    default Connection connect(String database) throws SQLException {
        Connection connection = new org.postgresql.Driver().connect(jdbcUrl(database), new Properties());
        if (connection == null) {
            throw new SQLException("not a Postgres URL: " + jdbcUrl(database));
        }
        return connection;
    }
}
