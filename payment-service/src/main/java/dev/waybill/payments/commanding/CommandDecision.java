package dev.waybill.payments.commanding;

import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.contracts.PaymentCommand.CapturePayment;
import dev.waybill.contracts.PaymentCommand.RefundPayment;
import dev.waybill.contracts.PaymentCommand.VoidPayment;
import dev.waybill.contracts.Reply.PaymentAuthorized;
import dev.waybill.contracts.Reply.PaymentCaptured;
import dev.waybill.contracts.Reply.PaymentDeclined;
import dev.waybill.contracts.Reply.PaymentRefunded;
import dev.waybill.contracts.Reply.PaymentVoided;
import dev.waybill.contracts.Request;
import dev.waybill.payments.Changes;
import dev.waybill.payments.DerivedId;
import dev.waybill.payments.Intent;
import dev.waybill.payments.Payment;
import dev.waybill.payments.PaymentState.Authorized;
import dev.waybill.payments.PaymentState.Authorizing;
import dev.waybill.payments.PaymentState.Captured;
import dev.waybill.payments.PaymentState.Capturing;
import dev.waybill.payments.PaymentState.Declined;
import dev.waybill.payments.PaymentState.Voided;
import dev.waybill.payments.PaymentState.Voiding;
import dev.waybill.payments.Refund;
import dev.waybill.payments.WorkingSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of commands comes to. Pure. A command that finds its work done is answered again, one that finds it under
 * way is not: its answer comes with the provider's. The undo of one attempt never touches another, since an attempt is a
 * payment of its own.
 */
public final class CommandDecision {

    /** The reason of a decline whose void came first. */
    static final String VOIDED = "voided";

    private final WorkingSet payments;

    private CommandDecision(WorkingSet payments) {
        this.payments = payments;
    }

    /**
     * @param locked those of the commands' payments that exist, or are thought to
     * @param refunds those of the commands' refunds that exist
     * @throws ImpossibleCommandException if one of the commands can't be
     */
    public static Changes decide(Collection<Payment> locked, Collection<Refund> refunds, List<Asked> commands) {
        WorkingSet payments = new WorkingSet(locked, refunds);
        CommandDecision decision = new CommandDecision(payments);
        commands.forEach(decision::decide);
        return payments.changes();
    }

    private void decide(Asked asked) {
        Payment payment = payments.find(asked.paymentId());
        switch (asked.command()) {
            case AuthorizePayment command -> authorize(command, payment, asked.traceparent());
            case VoidPayment command -> letGo(command, payment, asked.traceparent());
            case CapturePayment command -> capture(command, payment, asked.traceparent());
            case RefundPayment command -> refund(command, payment, asked.traceparent());
        }
    }

    private void authorize(AuthorizePayment command, @Nullable Payment payment, @Nullable String trace) {
        if (payment == null) {
            payments.put(Payment.askedFor(command, trace));
            return;
        }
        switch (payment.state()) {
            case Authorizing open -> {}
            case Declined declined -> sayDeclined(payment, declined.reason(), trace);
            case Voided first when first.reference() == null -> sayDeclined(payment, VOIDED, trace);
            case Authorized held -> sayAuthorized(payment, trace);
            case Capturing held -> sayAuthorized(payment, trace);
            case Captured held -> sayAuthorized(payment, trace);
            case Voiding held -> sayAuthorized(payment, trace);
            case Voided held -> sayAuthorized(payment, trace);
        }
    }

    private void letGo(VoidPayment command, @Nullable Payment payment, @Nullable String trace) {
        if (payment == null) {
            Payment first = Payment.voidedFirst(command, trace);
            payments.put(first);
            sayVoided(first, trace);
            return;
        }
        switch (payment.state()) {
            case Authorizing open when open.voidRequested() -> {}
            case Authorizing open ->
                payments.put(payment.in(open.withVoidRequested()).tracedBy(trace));
            case Authorized held -> payments.put(payment.in(held.letGo()).tracedBy(trace));
            case Voiding open -> {}
            case Declined declined -> sayVoided(payment, trace);
            case Voided done -> sayVoided(payment, trace);
            case Capturing taken -> throw new ImpossibleCommandException(command, payment);
            case Captured taken -> throw new ImpossibleCommandException(command, payment);
        }
    }

    private void capture(CapturePayment command, @Nullable Payment payment, @Nullable String trace) {
        if (payment == null) {
            throw new ImpossibleCommandException(command, null);
        }
        switch (payment.state()) {
            case Authorized held ->
                payments.put(payment.in(held.capture(command.request())).tracedBy(trace));
            case Capturing open -> {}
            case Captured done -> sayCaptured(payment, command.request(), trace);
            case Authorizing never -> throw new ImpossibleCommandException(command, payment);
            case Declined never -> throw new ImpossibleCommandException(command, payment);
            case Voiding never -> throw new ImpossibleCommandException(command, payment);
            case Voided never -> throw new ImpossibleCommandException(command, payment);
        }
    }

    private void refund(RefundPayment command, @Nullable Payment payment, @Nullable String trace) {
        Refund refund = payments.findRefund(DerivedId.ofRefund(command.orderId(), command.request()));
        if (refund == null) {
            beginRefund(command, payment, trace);
        } else if (!refund.isFor(command)) {
            throw new ImpossibleCommandException(command, refund);
        } else if (refund.state() == Refund.State.REFUNDED) {
            sayRefunded(refund, command, trace);
        }
    }

    /**
     * An order gives nothing back before its capture has ended, so where the money is still only held, the capture was
     * skipped and comes no more: all of it is let go of, whatever part was asked for, since nobody would ever take the
     * rest. Nothing was taken and nothing is to be refunded; that is said when the provider has let go, to the request
     * when it comes again.
     */
    private void beginRefund(RefundPayment command, @Nullable Payment payment, @Nullable String trace) {
        if (payment == null || !payment.covers(command.amount())) {
            throw new ImpossibleCommandException(command, payment);
        }
        switch (payment.state()) {
            case Captured taken -> giveBack(command, payment, taken, trace);
            case Capturing open -> {}
            case Authorized held -> payments.put(payment.in(held.letGo()).tracedBy(trace));
            case Voiding open -> {}
            case Voided first when first.reference() == null -> throw new ImpossibleCommandException(command, payment);
            case Voided done -> sayRefunded(payment, command, trace);
            case Authorizing never -> throw new ImpossibleCommandException(command, payment);
            case Declined never -> throw new ImpossibleCommandException(command, payment);
        }
    }

    /** What is given back counts from here on: of two refunds of the last money, one is too much whoever is quicker. */
    private void giveBack(RefundPayment command, Payment payment, Captured taken, @Nullable String trace) {
        if (!payment.hasLeft(command.amount())) {
            throw new ImpossibleCommandException(command, payment);
        }
        payments.put(payment.in(taken.refund(command.amount().amount())));
        payments.put(Refund.askedFor(command, payment.id(), taken.reference(), trace));
    }

    private void sayRefunded(Intent about, RefundPayment command, @Nullable String trace) {
        payments.say(about, new PaymentRefunded(command.request(), command.tenant(), command.orderId()), trace);
    }

    private void sayAuthorized(Payment payment, @Nullable String trace) {
        payments.say(
                payment, new PaymentAuthorized(payment.authorization(), payment.tenant(), payment.orderId()), trace);
    }

    private void sayDeclined(Payment payment, String reason, @Nullable String trace) {
        payments.say(
                payment,
                new PaymentDeclined(payment.authorization(), payment.tenant(), payment.orderId(), reason),
                trace);
    }

    private void sayVoided(Payment payment, @Nullable String trace) {
        payments.say(payment, new PaymentVoided(payment.authorization(), payment.tenant(), payment.orderId()), trace);
    }

    private void sayCaptured(Payment payment, Request request, @Nullable String trace) {
        payments.say(payment, new PaymentCaptured(request, payment.tenant(), payment.orderId()), trace);
    }
}
