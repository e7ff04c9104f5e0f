package dev.waybill.ops.inspecting;

import dev.waybill.ops.OpsRequest;
import dev.waybill.ops.sagas.StoredSaga;
import dev.waybill.ops.sagas.StoredSagas;
import dev.waybill.ops.timeline.Histories;
import dev.waybill.ops.timeline.Timeline;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Finds all that there is to know of a saga. */
@Singleton
public class SagaDetails {

    private final StoredSagas sagas;
    private final Histories histories;

    SagaDetails(StoredSagas sagas, Histories histories) {
        this.sagas = sagas;
        this.histories = histories;
    }

    /** @throws dev.waybill.http.ProblemException 404 */
    public SagaDetail find(UUID id) {
        StoredSaga saga = sagas.find(id).orElseThrow(() -> OpsRequest.unknown("saga", id));
        return SagaDetail.of(
                sagas.home(id).name(),
                saga,
                histories
                        .find(saga.orderId())
                        .map(Timeline::of)
                        .orElseThrow(() -> new IllegalStateException(
                                "saga %s has no order %s; this is a bug".formatted(id, saga.orderId()))));
    }
}
