package dev.waybill.orders;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order came to a state.
 *
 * @param version the order's, from then on; higher is later
 */
public record OrderChange(
        UUID orderId,
        OrderState state,
        @Nullable String reason,
        @Nullable String detail,
        long version,
        Instant at) {}
