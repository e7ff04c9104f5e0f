package dev.waybill.letters;

import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SlotRange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Two new databases with half of the slots each. */
final class TwoShards implements AutoCloseable {

    private static final int HALF = 2048;

    private final Vertx vertx = Vertx.vertx();
    private final Shards shards;
    private final Rows rows;

    TwoShards() {
        List<String> databases = List.of(unique("letters_0"), unique("letters_1"));
        List<ShardSettings> settings = new ArrayList<>();
        for (String database : databases) {
            String url = TestServers.shared().createDatabase(database);
            int first = settings.size() * HALF;
            settings.add(new ShardSettings(url, new SlotRange(first, first + HALF - 1), 4, Duration.ofSeconds(10)));
        }
        rows = new Rows(databases);
        shards = new Shards(settings, "test", List.of("db/delivery", "db/applied"), vertx, new SimpleMeterRegistry());
        shards.open();
    }

    private static String unique(String name) {
        return name + "_" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A slot of the shard of that number. */
    static int slot(int shard) {
        return shard * HALF + 7;
    }

    Shards shards() {
        return shards;
    }

    Rows rows() {
        return rows;
    }

    @Override
    public void close() {
        shards.close();
        vertx.close();
    }
}
