package dev.waybill.ops.inspecting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.ops.sagas.Standing;
import dev.waybill.ops.sagas.StoredSaga;
import dev.waybill.orders.OrderState;
import dev.waybill.sagas.Phase;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saga in a list.
 *
 * @param shard the database's name
 * @param position the step that it waits for, or its phase
 * @param parked why it waits for ops; absent unless it does
 * @param dueAt when it is looked at next; may be earlier than its next request is overdue, never later
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SagaSummary(
        UUID id,
        String shard,
        UUID orderId,
        OrderState orderState,
        String tenant,
        String definition,
        int number,
        Phase phase,
        String position,
        Standing standing,
        @Nullable String parked,
        @Nullable Instant dueAt,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant endedAt) {

    static SagaSummary of(String shard, StoredSaga saga) {
        return new SagaSummary(
                saga.id(),
                shard,
                saga.orderId(),
                saga.orderState(),
                saga.tenant(),
                saga.definition(),
                saga.number(),
                saga.phase(),
                saga.state().position(),
                saga.standing(),
                saga.parkedReason(),
                saga.dueAt(),
                saga.startedAt(),
                saga.updatedAt(),
                saga.endedAt());
    }
}
