package dev.waybill.payments.settling;

import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.payments.Intent;
import dev.waybill.payments.Refund;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer, and what it is about.
 *
 * @param asked the payment or refund as it was when the provider was asked
 */
public record Answered(Intent asked, GatewayAnswer answer) {

    /** The payment, or the one of which it is a refund. */
    public UUID paymentId() {
        return asked.paymentId();
    }

    /** Null if it is about the payment itself. */
    public @Nullable UUID refundId() {
        return asked instanceof Refund ? asked.id() : null;
    }

    /** The id of what it is about. */
    UUID about() {
        return asked.id();
    }
}
