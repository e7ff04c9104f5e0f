package dev.waybill.payments.commanding;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.PaymentCommand.CapturePayment;
import dev.waybill.payments.DerivedId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command as it came.
 *
 * @param traceparent of the message; null if it had none
 */
public record Asked(PaymentCommand command, @Nullable String traceparent) {

    /** The payment that it is about. */
    public UUID paymentId() {
        return DerivedId.ofPayment(
                command.orderId(),
                command instanceof CapturePayment capture ? capture.authorization() : command.request());
    }
}
