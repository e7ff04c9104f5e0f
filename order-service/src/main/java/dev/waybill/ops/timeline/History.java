package dev.waybill.ops.timeline;

import dev.waybill.ops.actions.Action;
import dev.waybill.ops.sagas.StoredSaga;
import dev.waybill.orders.OrderState;
import dev.waybill.reversals.ReversalRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All rows that an order's story is told from.
 *
 * @param sagas in the order in which they began
 */
public record History(Header order, List<StoredSaga> sagas, List<Reversal> reversals, List<Action> actions) {

    /**
     * The order itself.
     *
     * @param total in the currency's minor unit
     * @param lines how many it has
     */
    public record Header(
            UUID id,
            String tenant,
            String customerId,
            OrderState state,
            @Nullable String reason,
            @Nullable String detail,
            String currency,
            long total,
            long lines,
            Instant placedAt) {}

    /**
     * A cancel or a return that was asked for.
     *
     * @param id of the saga that carries it out, once it has begun
     * @param lines what comes back, as JSON
     * @param refund in the currency's minor unit
     */
    public record Reversal(
            UUID id,
            ReversalRow.Kind kind,
            ReversalRow.State state,
            String lines,
            long refund,
            String reason,
            @Nullable String note,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant begunAt) {}
}
