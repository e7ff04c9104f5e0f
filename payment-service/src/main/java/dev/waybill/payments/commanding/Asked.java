package dev.waybill.payments.commanding;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.contracts.PaymentCommand.CapturePayment;
import dev.waybill.contracts.PaymentCommand.RefundPayment;
import dev.waybill.contracts.PaymentCommand.VoidPayment;
import dev.waybill.contracts.Request;
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
        return DerivedId.ofPayment(command.orderId(), authorization());
    }

    /** The refund that it is about; null if it is not about one. */
    public @Nullable UUID refundId() {
        return command instanceof RefundPayment refund ? DerivedId.ofRefund(refund.orderId(), refund.request()) : null;
    }

    private Request authorization() {
        return switch (command) {
            case AuthorizePayment authorization -> authorization.request();
            case VoidPayment undo -> undo.request();
            case CapturePayment capture -> capture.authorization();
            case RefundPayment refund -> refund.authorization();
        };
    }
}
