package dev.waybill.local.servers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * How to reach a Postgres server.
 *
 * @param server {@code host:port}
 */
public record PostgresAddress(String server, String user, String password) {
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String HAS_DATABASE = "SELECT FROM pg_database WHERE datname = ?";

    /** {@code postgresql://user:password@host:port/database}, as Vert.x reads it. */
    public String url(String database) {
        return "postgresql://" + user + ":" + password + "@" + server + "/" + database;
    }

    /** {@code jdbc:postgresql://host:port/database?user=…&password=…}, as Flyway reads it. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + server + "/" + database + "?user=" + user + "&password=" + password;
    }

    /** A connection of the caller's own; not through {@code DriverManager}, which looks at class loaders. */
    public Connection connect(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        String url = "jdbc:postgresql://" + server + "/" + database;
        Connection connection = new org.postgresql.Driver().connect(url, login);
        if (connection == null) {
            throw new SQLException("not a Postgres URL: " + url);
        }
        return connection;
    }

    /** Makes the database if it is not there yet, and returns its {@link #url}. */
    public String createDatabase(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (Connection connection = connect("postgres")) {
            if (!has(name, connection)) {
                create(name, connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name + ": " + e.getMessage(), e);
        }
        return url(name);
    }

    private static boolean has(String name, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HAS_DATABASE)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void create(String name, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
