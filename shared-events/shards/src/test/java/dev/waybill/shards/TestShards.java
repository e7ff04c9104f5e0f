package dev.waybill.shards;

import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Shards on the tests' Postgres, and a look at what is really on it. */
final class TestShards implements AutoCloseable {

    static final Servers SERVERS = TestServers.shared();

    private final Vertx vertx = Vertx.vertx();
    private final List<Shards> made = new ArrayList<>();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    /** Migrated shards, one per database, with about as many slots each. */
    Shards open(int poolSize, Duration deadline, String... databases) {
        for (String database : databases) {
            SERVERS.createDatabase(database);
        }
        Shards shards = closed("db/things", poolSize, deadline, databases);
        shards.open();
        return shards;
    }

    Shards closed(String migrations, int poolSize, Duration deadline, String... databases) {
        int count = databases.length;
        List<ShardSettings> settings = new ArrayList<>();
        for (String database : databases) {
            int number = settings.size();
            SlotRange slots = new SlotRange(number * Slots.COUNT / count, (number + 1) * Slots.COUNT / count - 1);
            settings.add(new ShardSettings(SERVERS.postgresUrl(database), slots, poolSize, deadline));
        }
        Shards shards = new Shards(settings, "test-" + databases[0], List.of(migrations), vertx, metrics);
        made.add(shards);
        return shards;
    }

    /** The number that a query gives, on a connection of its own. */
    static long ask(String database, String sql) throws SQLException {
        try (Connection connection = SERVERS.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static void execute(String database, String sql) throws SQLException {
        try (Connection connection = SERVERS.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        made.forEach(Shards::close);
        vertx.close();
    }
}
