package dev.waybill.checkout;

import dev.waybill.contracts.Money;
import dev.waybill.contracts.StockLine;
import dev.waybill.sagas.Phase;
import dev.waybill.sagas.Refusal;
import dev.waybill.sagas.SagaState;
import dev.waybill.sagas.StepProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A saga's row, locked, with what its commands need to know of its order. */
record OpenSaga(
        UUID id,
        UUID orderId,
        String tenant,
        String definition,
        int number,
        Phase phase,
        String steps,
        @Nullable String refusalReason,
        @Nullable String refusalDetail,
        long version,
        long orderVersion,
        Instant startedAt,
        String customerId,
        String currency,
        long total,
        String paymentToken) {

    SagaState state() {
        Refusal refusal =
                refusalReason == null || refusalDetail == null ? null : new Refusal(refusalReason, refusalDetail);
        return new SagaState(id, phase, SagaJson.read(steps), refusal);
    }

    OrderFacts facts(SagaState state) {
        Map<Integer, List<StockLine>> shards = new TreeMap<>();
        StepProgress reserving = state.steps().get(PlaceOrder.RESERVE_STOCK);
        if (reserving != null) {
            reserving.calls().keySet().forEach(shard -> shards.put(shard, List.of()));
        }
        return new OrderFacts(orderId, tenant, customerId, new Money(total, currency), paymentToken, shards);
    }
}
