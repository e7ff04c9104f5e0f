package dev.waybill.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders and what belongs to them, of all shards together. */
public record OrderBooks(List<Order> orders, List<Line> lines, List<Saga> sagas, List<UsedKey> keys) {

    /**
     * @param atHome whether the shard that holds it owns the slot in its id
     * @param total in minor units
     */
    public record Order(
            UUID id,
            String tenant,
            String customer,
            String state,
            @Nullable String reason,
            String currency,
            long total,
            boolean atHome) {
        boolean is(String what) {
            return state.equals(what);
        }
    }

    /**
     * All lines of an order for one SKU together.
     *
     * @param amount quantity times price, in minor units
     */
    public record Line(UUID order, String sku, long units, long amount) {}

    public record Saga(UUID id, UUID order, String phase, boolean ended) {}

    /** An Idempotency-Key that has made an order. */
    public record UsedKey(String tenant, String customer, String key, UUID order) {}
}
