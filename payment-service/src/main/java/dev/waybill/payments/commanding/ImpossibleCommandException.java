package dev.waybill.payments.commanding;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.PaymentCommand.RefundPayment;
import dev.waybill.payments.Payment;
import dev.waybill.payments.Refund;
import org.jspecify.annotations.Nullable;

/**
 * A command that no correct saga sends, such as to void what it has captured, or to give back more than was taken. Its
 * sender is at fault; nothing was done.
 */
public final class ImpossibleCommandException extends RuntimeException {

    ImpossibleCommandException(PaymentCommand command, @Nullable Payment payment) {
        this(command, payment == null ? "no payment" : describe(payment));
    }

    ImpossibleCommandException(RefundPayment command, Refund other) {
        this(command, "another refund of the same request, of " + other.amount());
    }

    private ImpossibleCommandException(PaymentCommand command, String found) {
        super("%s %s of order %s finds %s"
                .formatted(command.getClass().getSimpleName(), command.request(), command.orderId(), found));
    }

    private static String describe(Payment payment) {
        return payment.charge() == null
                ? payment.state().toString()
                : "%s, of %s".formatted(payment.state(), payment.amount());
    }
}
