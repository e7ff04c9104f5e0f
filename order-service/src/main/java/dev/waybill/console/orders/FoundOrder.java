package dev.waybill.console.orders;

import dev.waybill.orders.OrderState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order in a list.
 *
 * @param total in the currency's minor unit
 */
record FoundOrder(
        UUID id,
        String tenant,
        String customerId,
        OrderState state,
        @Nullable String reason,
        String currency,
        long total,
        Instant placedAt) {}
