package dev.waybill.local.servers;

import java.sql.Connection;
import java.sql.SQLException;

/** The three servers that the system stands on. Each is started when its address is first asked for. */
public interface Servers extends AutoCloseable {
    /** Name and password of the Postgres user, where we make that server ourselves. */
    String USER = "waybill";

    /** {@code host:port} of Postgres. */
    String postgres();

    /** {@code host:port} of the Kafka broker. */
    String kafkaBootstrap();

    /** {@code redis://host:port}. */
    String redisUrl();

    @Override
    void close();

    /** The same Postgres, with the login; its user may create databases. */
    default PostgresAddress postgresAddress() {
        return new PostgresAddress(postgres(), USER, USER);
    }

    /** {@code postgresql://user:password@host:port/database}, as Vert.x reads it. */
    default String postgresUrl(String database) {
        return postgresAddress().url(database);
    }

    /** {@code jdbc:postgresql://host:port/database?user=…&password=…}, as Flyway reads it. */
    default String jdbcUrl(String database) {
        return postgresAddress().jdbcUrl(database);
    }

    /** Makes the database if it is not there yet, and returns its {@link #postgresUrl}. */
    default String createDatabase(String name) {
        return postgresAddress().createDatabase(name);
    }

    /** A connection of the caller's own. */
    default Connection connect(String database) throws SQLException {
        return postgresAddress().connect(database);
    }
}
