package dev.waybill.checkout;

import dev.waybill.checkout.OrderFacts.Reversal;
import dev.waybill.contracts.Money;
import dev.waybill.contracts.OrderLine;
import dev.waybill.contracts.StockLine;
import dev.waybill.orders.OrderJson;
import dev.waybill.orders.OrderState;
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

/**
 * A saga's row with what its messages need to know of its order.
 *
 * @param paused whether ops has stopped this one
 * @param halted whether ops has stopped all of its definition
 * @param refund and all that follows: of a cancel or a return; null while the order is being placed
 */
public record SagaRow(
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
        long version,
        long orderVersion,
        OrderState orderState,
        Instant startedAt,
        String customerId,
        String currency,
        long total,
        String paymentToken,
        @Nullable Long refund,
        @Nullable String returned,
        @Nullable String restock,
        @Nullable String reversalReason,
        @Nullable Integer authorizationAttempt) {

    SagaState state() {
        Refusal refusal = refusalReason == null || refusalDetail == null
                ? null
                : new Refusal(
                        refusalCause == null ? Refusal.Cause.REFUSED : refusalCause, refusalReason, refusalDetail);
        return new SagaState(id, phase, SagaJson.read(steps), refusal, paused || halted, parkedReason);
    }

    /**
     * @param reserved the lines of the order by inventory shard; empty if they are not at hand
     */
    OrderFacts facts(SagaState state, Map<Integer, List<StockLine>> reserved) {
        Map<Integer, Restock> restocked = restock == null ? Map.of() : Restock.read(restock);
        return new OrderFacts(
                orderId,
                tenant,
                customerId,
                new Money(total, currency),
                paymentToken,
                restock == null ? orShardsAsked(reserved, state) : Restock.lines(restocked),
                reversal(restocked));
    }

    private @Nullable Reversal reversal(Map<Integer, Restock> restocked) {
        if (refund == null || returned == null || authorizationAttempt == null) {
            return null;
        }
        return Reversal.of(
                orderId,
                id,
                new Money(refund, currency),
                List.of(OrderJson.read(returned, OrderLine[].class)),
                String.valueOf(reversalReason),
                authorizationAttempt,
                restocked);
    }

    private static Map<Integer, List<StockLine>> orShardsAsked(
            Map<Integer, List<StockLine>> reserved, SagaState state) {
        if (!reserved.isEmpty()) {
            return reserved;
        }
        Map<Integer, List<StockLine>> shards = new TreeMap<>();
        StepProgress reserving = state.steps().get(PlaceOrder.RESERVE_STOCK);
        if (reserving != null) {
            reserving.calls().keySet().forEach(shard -> shards.put(shard, List.of()));
        }
        return shards;
    }
}
