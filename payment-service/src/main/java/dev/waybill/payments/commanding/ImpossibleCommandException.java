package dev.waybill.payments.commanding;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.payments.Payment;
import org.jspecify.annotations.Nullable;

/** A command that no correct saga sends, such as to void what it has captured. Its sender is at fault; nothing was done. */
public final class ImpossibleCommandException extends RuntimeException {
    ImpossibleCommandException(PaymentCommand command, @Nullable Payment payment) {
        super("%s %s of order %s finds the payment %s"
                .formatted(
                        command.getClass().getSimpleName(),
                        command.request(),
                        command.orderId(),
                        payment == null ? "missing" : payment.state()));
    }
}
