package dev.waybill.payments;

import dev.waybill.contracts.Money;
import dev.waybill.contracts.PaymentCommand.RefundPayment;
import dev.waybill.contracts.Request;
import dev.waybill.ledger.Transfer;
import dev.waybill.ledger.TransferKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some or all of a payment's money on its way back to the customer. Its row is the request's fence.
 *
 * @param request the request that asks for it, and by which it is known
 * @param paymentId the payment that it takes from
 * @param reference the provider's name for the payment's money
 * @param amount above zero, in the payment's currency; counts against the payment from the beginning
 * @param traceparent of the command, to be carried on by what follows from it
 * @param version counts writes, from 1; 0 is not written yet
 */
public record Refund(
        UUID id,
        Request request,
        UUID paymentId,
        String tenant,
        UUID orderId,
        String reference,
        Money amount,
        State state,
        @Nullable String traceparent,
        long version)
        implements Intent {

    /** A provider never refuses a refund, so there is no other end. */
    public enum State {
        REFUNDING,
        REFUNDED
    }

    public static Refund askedFor(
            RefundPayment command, UUID paymentId, String reference, @Nullable String traceparent) {
        return new Refund(
                DerivedId.ofRefund(command.orderId(), command.request()),
                command.request(),
                paymentId,
                command.tenant(),
                command.orderId(),
                reference,
                command.amount(),
                State.REFUNDING,
                traceparent,
                0);
    }

    @Override
    public @Nullable Operation operation() {
        return state == State.REFUNDING ? Operation.REFUND : null;
    }

    /** Whether the command asks for this very refund, and not for another under the same request. */
    public boolean isFor(RefundPayment command) {
        return amount.equals(command.amount())
                && paymentId.equals(DerivedId.ofPayment(command.orderId(), command.authorization()));
    }

    public Refund refunded() {
        if (state != State.REFUNDING) {
            throw new IllegalStateException("refund %s is %s already; this is a bug".formatted(id, state));
        }
        return in(State.REFUNDED, version);
    }

    Refund writtenAs(long nextVersion) {
        return in(state, nextVersion);
    }

    public Transfer transfer() {
        return new Transfer(
                DerivedId.ofTransfer(id, TransferKind.REFUND),
                paymentId,
                id,
                tenant,
                orderId,
                TransferKind.REFUND,
                amount);
    }

    private Refund in(State next, long nextVersion) {
        return new Refund(id, request, paymentId, tenant, orderId, reference, amount, next, traceparent, nextVersion);
    }
}
