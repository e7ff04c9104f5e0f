package dev.waybill.shards;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** A look at a shard beside its pool: before it takes work, or without starting anything. Changes nothing. */
public final class ShardInspection {
    private ShardInspection() {}

    /** What is wanted to know. */
    @FunctionalInterface
    public interface Look<T> {
        T at(Connection shard) throws SQLException;
    }

    /**
     * @throws ShardAwayException if the shard can't be reached
     * @throws IllegalStateException if it can and does not answer, for want of a permission, say
     */
    public static <T> T of(ShardSettings shard, Look<T> look) {
        // Flyway's data source is the one that is known to find its driver wherever the service runs.
        try (Connection connection = Flyway.configure()
                .dataSource(shard.jdbcUrl(), shard.user(), shard.password())
                .getDataSource()
                .getConnection()) {
            connection.setReadOnly(true);
            return look.at(connection);
        } catch (SQLException | FlywayException e) {
            if (Migrations.isOutage(e)) {
                throw Migrations.away(shard, e);
            }
            throw new IllegalStateException("cannot look at " + shard + ": " + Migrations.rootMessage(e), e);
        }
    }
}
