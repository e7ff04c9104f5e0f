package dev.waybill.checkout;

import dev.waybill.contracts.Money;
import dev.waybill.orders.OrderState;
import dev.waybill.sagas.SagaState;
import java.time.Instant;
import java.util.UUID;

/**
 * A saga as its row was read, and what has become of it since by this process.
 *
 * @param row for what never changes
 * @param paused whether ops has stopped this one; the state's own flag says so too where all of its definition are stopped
 * @param version counts writes of the row
 * @param orderVersion of the order's last fact
 */
public record KnownSaga(
        SagaRow row, SagaState state, boolean paused, OrderState orderState, long version, long orderVersion) {

    public static KnownSaga of(SagaRow row) {
        return new KnownSaga(row, row.state(), row.paused(), row.orderState(), row.version(), row.orderVersion());
    }

    /** Of an order that is being written with it: what reading its row will give, but for the steps, which the state has. */
    public static KnownSaga placed(
            UUID orderId,
            String tenant,
            String customerId,
            Money total,
            String paymentToken,
            SagaState state,
            Instant placedAt) {
        SagaRow row = new SagaRow(
                orderId,
                orderId,
                tenant,
                PlaceOrder.NAME,
                Definitions.newest(PlaceOrder.NAME).number(),
                state.phase(),
                "",
                null,
                null,
                null,
                null,
                false,
                false,
                1,
                1,
                OrderState.PROCESSING,
                placedAt,
                customerId,
                total.currency(),
                total.amount(),
                paymentToken,
                null,
                null,
                null,
                null,
                null);
        return new KnownSaga(row, state, false, row.orderState(), row.version(), row.orderVersion());
    }

    /** Whether it places an order, and nothing but answers is likely to happen to it next. */
    boolean goesOn() {
        return row.restock() == null && !state.phase().ended() && !state.paused() && state.parked() == null;
    }
}
