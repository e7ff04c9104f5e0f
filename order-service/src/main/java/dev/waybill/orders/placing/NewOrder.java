package dev.waybill.orders.placing;

import dev.waybill.checkout.KnownSaga;
import dev.waybill.contracts.Money;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderView;
import dev.waybill.sagas.SagaState;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order ready to be written, with its saga begun.
 *
 * @param fingerprint of the request, to tell a retry from another order under the same key
 * @param saga as it begins
 * @param messages its first event and commands
 */
public record NewOrder(
        String tenant,
        @Nullable String idempotencyKey,
        byte[] fingerprint,
        OrderView order,
        String paymentToken,
        SagaState saga,
        List<OutboxMessage> messages) {

    public UUID id() {
        return order.id();
    }

    KnownSaga knownSaga() {
        return KnownSaga.placed(
                id(),
                tenant,
                order.customerId(),
                new Money(order.total(), order.currency()),
                paymentToken,
                saga,
                order.placedAt());
    }
}
