package dev.waybill.shards;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;

/** The configuration of a service's shards. */
@ConfigMapping(prefix = "waybill")
public interface ShardsConfig {

    /** The shards, in order: the place in the list is the shard's number. */
    List<ShardConfig> shards();

    /**
     * Connections to each shard, at most. A batch holds one for two round trips, so a few serve thousands of orders a
     * second; more only make Postgres switch between them.
     */
    @WithName("shard-pool-size")
    @WithDefault("6")
    int poolSize();

    /** How long a transaction may take as a whole before it is given up. */
    @WithName("shard-deadline")
    @WithDefault("5s")
    Duration deadline();

    /** One shard. */
    interface ShardConfig {
        /** {@code postgresql://user:password@host:port/database}. */
        String url();

        /** The slots that it owns, such as {@code 0-1023}. */
        String slots();
    }

    default List<ShardSettings> settings() {
        return shards().stream()
                .map(shard -> new ShardSettings(shard.url(), SlotRange.parse(shard.slots()), poolSize(), deadline()))
                .toList();
    }
}
