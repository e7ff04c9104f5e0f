package dev.waybill.reversals;

import dev.waybill.checkout.PlaceOrder;
import dev.waybill.checkout.SagaJson;
import dev.waybill.orders.OrderJson;
import dev.waybill.orders.OrderState;
import dev.waybill.sagas.Call;
import dev.waybill.sagas.StepProgress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order, locked, with all that matters to taking it back.
 *
 * @param openSaga of whatever definition; null if none runs
 * @param placingSteps how the order's stock was reserved and its money held
 * @param items its lines, as JSON
 */
public record TakenOrder(
        UUID id,
        String tenant,
        String customerId,
        OrderState state,
        @Nullable String reason,
        long version,
        String currency,
        long total,
        String paymentToken,
        @Nullable UUID openSaga,
        String placingSteps,
        String items) {

    /**
     * A line.
     *
     * @param returned units of returns that have begun
     */
    public record Item(int line, String sku, int quantity, long price, int returned) {}

    List<Item> readItems() {
        return List.of(OrderJson.read(items, Item[].class));
    }

    /** The attempt by which the inventory shard was asked to reserve last. */
    int reservationAttempt(int shard) {
        return attempt(PlaceOrder.RESERVE_STOCK, shard);
    }

    int authorizationAttempt() {
        return attempt(PlaceOrder.AUTHORIZE_PAYMENT, 0);
    }

    private int attempt(String step, int participant) {
        Map<String, StepProgress> steps = SagaJson.read(placingSteps);
        StepProgress progress = steps.get(step);
        Call call = progress == null ? null : progress.calls().get(participant);
        if (call == null) {
            throw new IllegalStateException("order %s is confirmed, and has no %s of participant %d; this is a bug"
                    .formatted(id, step, participant));
        }
        return call.attempt();
    }
}
