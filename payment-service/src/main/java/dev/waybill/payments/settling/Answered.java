package dev.waybill.payments.settling;

import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.payments.Intent;
import dev.waybill.payments.Refund;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer, and what it is about.
 *
 * @param paymentId the payment, or the one of which it is a refund
 * @param refundId null if it is about the payment itself
 */
public record Answered(UUID paymentId, @Nullable UUID refundId, GatewayAnswer answer) {

    public static Answered of(Intent asked, GatewayAnswer answer) {
        return new Answered(asked.paymentId(), asked instanceof Refund ? asked.id() : null, answer);
    }

    /** The id of what it is about. */
    UUID about() {
        return refundId == null ? paymentId : refundId;
    }
}
