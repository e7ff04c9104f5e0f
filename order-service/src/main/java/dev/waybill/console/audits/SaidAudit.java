package dev.waybill.console.audits;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a service says its audit has found. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SaidAudit(Instant at, long millis, String verdict, long drifts, List<OfShard> shards) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record OfShard(String shard, List<OfCheck> checks) {}

    /**
     * @param problem why it could not be checked
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record OfCheck(
            String check,
            Instant at,
            String description,
            String verdict,
            @Nullable String problem,
            long drifts,
            List<Drift> rows) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Drift(String subject, JsonNode found) {}
}
