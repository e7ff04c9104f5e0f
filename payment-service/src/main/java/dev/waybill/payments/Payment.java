package dev.waybill.payments;

import dev.waybill.contracts.Money;
import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.contracts.PaymentCommand.VoidPayment;
import dev.waybill.contracts.Request;
import dev.waybill.ledger.Transfer;
import dev.waybill.ledger.TransferKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to be paid for an order.
 *
 * @param authorization the request that began it, and by which it is known
 * @param charge null only if its void came first: then nobody has said what would have been charged
 * @param traceparent of the latest command, to be carried on by what follows from it
 * @param version counts writes, from 1; 0 is not written yet
 */
public record Payment(
        UUID id,
        Request authorization,
        String tenant,
        UUID orderId,
        @Nullable Charge charge,
        PaymentState state,
        @Nullable String traceparent,
        long version)
        implements Intent {

    public static Payment askedFor(AuthorizePayment command, @Nullable String traceparent) {
        return new Payment(
                DerivedId.ofPayment(command.orderId(), command.request()),
                command.request(),
                command.tenant(),
                command.orderId(),
                new Charge(command.customerId(), command.amount(), command.paymentToken()),
                new PaymentState.Authorizing(false),
                traceparent,
                0);
    }

    public static Payment voidedFirst(VoidPayment command, @Nullable String traceparent) {
        return new Payment(
                DerivedId.ofPayment(command.orderId(), command.request()),
                command.request(),
                command.tenant(),
                command.orderId(),
                null,
                PaymentState.Voided.beforeItWasAskedFor(),
                traceparent,
                0);
    }

    public Payment in(PaymentState next) {
        return new Payment(id, authorization, tenant, orderId, charge, next, traceparent, version);
    }

    public Payment tracedBy(@Nullable String trace) {
        return new Payment(id, authorization, tenant, orderId, charge, state, trace, version);
    }

    Payment writtenAs(long nextVersion) {
        return new Payment(id, authorization, tenant, orderId, charge, state, traceparent, nextVersion);
    }

    @Override
    public UUID paymentId() {
        return id;
    }

    @Override
    public @Nullable Operation operation() {
        return state.operation();
    }

    public Money amount() {
        return requireCharge().amount();
    }

    /** What was asked for; a payment for which nothing was never gets where this is needed. */
    public Charge requireCharge() {
        if (charge == null) {
            throw new IllegalStateException("payment %s was never asked for; this is a bug".formatted(id));
        }
        return charge;
    }

    /** Whether so much was asked for at all. */
    public boolean covers(Money wanted) {
        return charge != null && wanted.currency().equals(amount().currency()) && wanted.amount() <= amount().amount();
    }

    /** Whether so much can still be given back: it has been taken, and not been given back before. */
    public boolean hasLeft(Money wanted) {
        return state instanceof PaymentState.Captured taken
                && covers(wanted)
                && wanted.amount() <= amount().amount() - taken.refunded();
    }

    public Transfer transfer(TransferKind kind) {
        return new Transfer(DerivedId.ofTransfer(id, kind), id, null, tenant, orderId, kind, amount());
    }
}
