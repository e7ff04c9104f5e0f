package dev.waybill.upgrading;

import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SlotRange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A shard of an order service on the tests' Postgres, with sagas that somebody began there. */
final class PlantedShard {

    static final Servers SERVERS = TestServers.shared();

    private PlantedShard() {}

    static ShardSettings empty(String database) {
        return new ShardSettings(
                SERVERS.createDatabase(database), SlotRange.parse("0-4095"), 1, Duration.ofSeconds(10));
    }

    static ShardSettings migrated(String database) {
        ShardSettings settings = empty(database);
        Vertx vertx = Vertx.vertx();
        Shards shards = new Shards(
                List.of(settings), "planting", List.of("db/delivery", "db/orders"), vertx, new SimpleMeterRegistry());
        shards.open();
        shards.close();
        vertx.close();
        return settings;
    }

    static void plant(ShardSettings shard, String definition, int number, boolean ended) throws SQLException {
        execute(shard, """
                INSERT INTO sagas (id, order_id, tenant, definition, number, phase, steps, version, order_version,
                                   started_at, updated_at, ended_at)
                VALUES (gen_random_uuid(), gen_random_uuid(), 'demo', '%s', %d, '%s', '{}', 1, 1, now(), now(), %s)
                """.formatted(definition, number, ended ? "COMPLETED" : "FORWARD", ended ? "now()" : "NULL"));
    }

    static void execute(ShardSettings shard, String sql) throws SQLException {
        try (Connection connection = SERVERS.connect(shard.database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
