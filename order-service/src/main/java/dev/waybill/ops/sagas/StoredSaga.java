package dev.waybill.ops.sagas;

import dev.waybill.checkout.SagaJson;
import dev.waybill.orders.OrderState;
import dev.waybill.sagas.Phase;
import dev.waybill.sagas.Refusal;
import dev.waybill.sagas.SagaState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saga's row, with where its order stands.
 *
 * @param paused whether ops has stopped this one
 * @param halted whether ops has stopped all of its definition
 * @param dueAt when it is looked at for overdue requests; null if nothing is waited for, or not without ops
 */
public record StoredSaga(
        UUID id,
        UUID orderId,
        String tenant,
        String definition,
        int number,
        Phase phase,
        String steps,
        Refusal.@Nullable Cause refusalCause,
        @Nullable String refusalReason,
        @Nullable String refusalDetail,
        @Nullable String parkedReason,
        boolean paused,
        boolean halted,
        @Nullable Instant dueAt,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant endedAt,
        OrderState orderState) {

    public SagaState state() {
        return new SagaState(id, phase, SagaJson.read(steps), refusal(), paused || halted, parkedReason);
    }

    /** Why it turned back; null unless it did. */
    public @Nullable Refusal refusal() {
        if (refusalReason == null || refusalDetail == null) {
            return null;
        }
        return new Refusal(refusalCause == null ? Refusal.Cause.REFUSED : refusalCause, refusalReason, refusalDetail);
    }

    /** The one that ops must deal with first. */
    public Standing standing() {
        if (phase.ended()) {
            return Standing.ENDED;
        }
        if (paused) {
            return Standing.PAUSED;
        }
        if (halted) {
            return Standing.HALTED;
        }
        return parkedReason == null ? Standing.RUNNING : Standing.PARKED;
    }
}
