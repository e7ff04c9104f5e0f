package dev.waybill.shards;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings a shard's schema up to date, with Flyway over JDBC. Several replicas may do so at once: Flyway takes turns.
 *
 * @param locations where the migrations are on the class path, such as {@code db/orders}
 */
record Migrations(List<String> locations) {

    /** No connection, no such database yet, no connection left, server starting or stopping (SQLSTATE classes). */
    private static final Set<String> OUTAGES = Set.of("08", "3D", "53", "57");

    /**
     * Flyway's own lock is held by the session: within a transaction, CREATE INDEX CONCURRENTLY would wait for its end, and it
     * for the index.
     */
    private static final Map<String, String> NO_TRANSACTION_WHILE_LOCKED =
            Map.of("flyway.postgresql.transactional.lock", "false");

    /**
     * @return how many migrations ran
     * @throws ShardAwayException if the database can't be reached
     * @throws FlywayException if a migration is at fault, or the login
     */
    int migrate(ShardSettings shard) {
        try {
            MigrateResult result = Flyway.configure()
                    .dataSource(shard.jdbcUrl(), shard.user(), shard.password())
                    .locations(locations.stream().map("classpath:"::concat).toArray(String[]::new))
                    .connectRetries(0)
                    // The shared migrations are numbered below a service's own, and either may get another.
                    .outOfOrder(true)
                    .configuration(NO_TRANSACTION_WHILE_LOCKED)
                    .load()
                    .migrate();
            return result.migrationsExecuted;
        } catch (FlywayException e) {
            throw isOutage(e) ? away(shard, e) : e;
        }
    }

    static ShardAwayException away(ShardSettings shard, Throwable failure) {
        return new ShardAwayException("cannot reach " + shard + ": " + rootMessage(failure), failure);
    }

    static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLException sql && sql.getSQLState() != null) {
                return OUTAGES.contains(sql.getSQLState().substring(0, 2));
            }
        }
        return false;
    }

    static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
