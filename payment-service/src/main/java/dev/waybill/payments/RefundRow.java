package dev.waybill.payments;

import dev.waybill.contracts.Money;
import dev.waybill.contracts.Request;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A refund as a row of {@code refunds}. */
record RefundRow(
        UUID id,
        UUID sagaId,
        String step,
        int attempt,
        int participant,
        UUID paymentId,
        String tenant,
        UUID orderId,
        String gatewayReference,
        long amount,
        String currency,
        Refund.State state,
        @Nullable String traceparent,
        long version) {

    static RefundRow of(Refund refund) {
        Request asked = refund.request();
        return new RefundRow(
                refund.id(),
                asked.sagaId(),
                asked.step(),
                asked.attempt(),
                asked.participant(),
                refund.paymentId(),
                refund.tenant(),
                refund.orderId(),
                refund.reference(),
                refund.amount().amount(),
                refund.amount().currency(),
                refund.state(),
                refund.traceparent(),
                refund.version());
    }

    Refund refund() {
        return new Refund(
                id,
                new Request(sagaId, step, attempt, participant),
                paymentId,
                tenant,
                orderId,
                gatewayReference,
                new Money(amount, currency),
                state,
                traceparent,
                version);
    }
}
