package dev.waybill.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The public events, in the order of their offsets within each partition. */
public record EventBooks(List<Event> events) {

    /**
     * @param id the CloudEvents id
     * @param type the CloudEvents type
     * @param sequence the place among the order's events; null if it has none
     * @param total in minor units
     * @param reason why an order was rejected or cancelled
     * @param returned names the return that it tells of
     * @param refund what is given back for that, in minor units
     */
    public record Event(
            int partition,
            String id,
            String type,
            UUID order,
            @Nullable Long sequence,
            long total,
            @Nullable String reason,
            @Nullable UUID returned,
            long refund) {}
}
