package dev.waybill.benchmark.shop;

import dev.waybill.local.servers.PostgresAddress;
import dev.waybill.local.stack.ServiceKind;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * A service's tables without the service: made by its own migrations, so that what is measured on them is what the service
 * has.
 *
 * @param home of the project, whose sources hold the migrations
 */
public record ServiceTables(PostgresAddress postgres, Path home) {
    private static final String SHARED = "shared-events/delivery/src/main/resources/db/delivery";

    /** Its own lock would keep CREATE INDEX CONCURRENTLY waiting. */
    private static final Map<String, String> WITHOUT_A_TRANSACTION =
            Map.of("flyway.postgresql.transactional.lock", "false");

    /**
     * Drops the database of that name, and makes it anew.
     *
     * @param filling SQL that puts rows into it
     */
    public void make(ServiceKind service, String database, String filling) {
        ShopDatabase.drop(postgres, database);
        postgres.createDatabase(database);
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(database), postgres.user(), postgres.password())
                .locations(location(SHARED), location(service.migrations()))
                .configuration(WITHOUT_A_TRANSACTION)
                .load()
                .migrate();
        try (ShopDatabase made = ShopDatabase.open(postgres, database, 1)) {
            made.execute(filling);
        }
    }

    private String location(String folder) {
        return "filesystem:" + home.resolve(folder);
    }
}
