package dev.waybill.simulation.orders;

import dev.waybill.checkout.Sagas.SavedSaga;
import dev.waybill.reversals.Reversals.BegunSaga;
import dev.waybill.sagas.Phase;
import dev.waybill.sagas.Refusal;
import dev.waybill.sagas.SagaState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table of sagas. */
final class StoredSaga {

    final UUID id;
    final StoredOrder order;
    final String definition;
    final int number;
    final Instant startedAt;
    Phase phase;
    String steps;
    Refusal.@Nullable Cause refusalCause;

    @Nullable
    String refusalReason;

    @Nullable
    String refusalDetail;

    @Nullable
    String parked;

    boolean paused;
    long version = 1;
    long orderVersion;

    @Nullable
    Instant dueAt;

    private StoredSaga(
            UUID id,
            StoredOrder order,
            String definition,
            int number,
            Phase phase,
            String steps,
            long orderVersion,
            Instant startedAt,
            @Nullable Instant dueAt) {
        this.id = id;
        this.order = order;
        this.definition = definition;
        this.number = number;
        this.phase = phase;
        this.steps = steps;
        this.orderVersion = orderVersion;
        this.startedAt = startedAt;
        this.dueAt = dueAt;
    }

    static StoredSaga placing(StoredOrder order, String definition, int number, SagaState state, String steps) {
        return new StoredSaga(
                order.id, order, definition, number, state.phase(), steps, 1, order.placedAt, state.dueAt());
    }

    static StoredSaga begun(StoredOrder order, BegunSaga begun, Instant now) {
        return new StoredSaga(
                begun.id(),
                order,
                begun.definition(),
                begun.number(),
                Phase.valueOf(begun.phase()),
                begun.steps(),
                begun.orderVersion(),
                now,
                begun.dueAt());
    }

    boolean open() {
        return !phase.ended();
    }

    void save(SavedSaga saved) {
        phase = Phase.valueOf(saved.phase());
        steps = saved.steps();
        refusalCause = saved.refusalCause();
        refusalReason = saved.refusalReason();
        refusalDetail = saved.refusalDetail();
        parked = saved.parkedReason();
        paused = saved.paused();
        dueAt = saved.dueExactly() ? saved.dueAt() : earlier(dueAt, saved.dueAt());
        version++;
        orderVersion = saved.orderVersion();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
