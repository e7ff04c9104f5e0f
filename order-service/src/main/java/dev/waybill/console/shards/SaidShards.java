package dev.waybill.console.shards;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a service says its shards are. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SaidShards(List<Shard> shards) {

    /** All but the first three are null if it is away. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Shard(
            String name,
            String slots,
            boolean there,
            @Nullable Long millis,
            @Nullable Long bytes,
            @Nullable Long connections,
            @Nullable Long outbox,
            @Nullable Instant oldestInOutbox) {}
}
