package dev.waybill.payments.settling;

import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Reply.PaymentAuthorized;
import dev.waybill.contracts.Reply.PaymentCaptured;
import dev.waybill.contracts.Reply.PaymentDeclined;
import dev.waybill.contracts.Reply.PaymentRefunded;
import dev.waybill.contracts.Reply.PaymentVoided;
import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.gateways.GatewayAnswer.Approved;
import dev.waybill.gateways.GatewayAnswer.Refunded;
import dev.waybill.ledger.TransferKind;
import dev.waybill.payments.Changes;
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

/**
 * What a batch of answers comes to. Pure. An answer to a call that is not open any more is passed over: two replicas may
 * have asked, under the same key, and the other was quicker.
 */
public final class SettlementDecision {

    private final WorkingSet payments;

    private SettlementDecision(WorkingSet payments) {
        this.payments = payments;
    }

    /**
     * @param locked the payments that the answers name, or as they were when the provider was asked
     * @param refunds those that they name
     */
    public static Changes decide(Collection<Payment> locked, Collection<Refund> refunds, List<Answered> answers) {
        WorkingSet payments = new WorkingSet(locked, refunds);
        SettlementDecision decision = new SettlementDecision(payments);
        answers.forEach(decision::settle);
        return payments.changes();
    }

    private void settle(Answered answered) {
        switch (asked(answered)) {
            case Payment payment -> settle(payment, answered.answer());
            case Refund refund
            when refund.operation() != null && answered.answer() instanceof Refunded -> refunded(refund);
            case Refund settled -> {}
        }
    }

    private Intent asked(Answered answered) {
        Intent asked = answered.refundId() == null
                ? payments.find(answered.paymentId())
                : payments.findRefund(answered.refundId());
        if (asked == null) {
            throw new IllegalStateException(
                    "no payment or refund %s, but a provider has answered; this is a bug".formatted(answered.about()));
        }
        return asked;
    }

    private void settle(Payment payment, GatewayAnswer answer) {
        switch (payment.state()) {
            case Authorizing open -> settle(payment, open, answer);
            case Capturing open when answer instanceof GatewayAnswer.Captured -> captured(payment, open);
            case Voiding open when answer instanceof GatewayAnswer.Voided -> voided(payment, open);
            case Capturing open -> {}
            case Voiding open -> {}
            case Authorized settled -> {}
            case Declined settled -> {}
            case Captured settled -> {}
            case Voided settled -> {}
        }
    }

    private void settle(Payment payment, Authorizing open, GatewayAnswer answer) {
        switch (answer) {
            case Approved approved -> approved(payment, open, approved.reference());
            case GatewayAnswer.Declined declined -> declined(payment, open, declined.reason());
            case GatewayAnswer.Captured other -> {}
            case GatewayAnswer.Voided other -> {}
            case Refunded other -> {}
        }
    }

    /** Whoever asked hears that the money is held, also if it is let go of at once: each request has its own answer. */
    private void approved(Payment payment, Authorizing open, String reference) {
        payments.put(payment.in(open.approved(reference)));
        payments.move(payment, TransferKind.AUTHORIZE);
        say(payment, new PaymentAuthorized(payment.authorization(), payment.tenant(), payment.orderId()));
    }

    private void declined(Payment payment, Authorizing open, String reason) {
        payments.put(payment.in(open.declined(reason)));
        say(payment, new PaymentDeclined(payment.authorization(), payment.tenant(), payment.orderId(), reason));
        if (open.voidRequested()) {
            sayVoided(payment);
        }
    }

    private void captured(Payment payment, Capturing open) {
        payments.put(payment.in(open.captured()));
        payments.move(payment, TransferKind.CAPTURE);
        say(payment, new PaymentCaptured(open.request(), payment.tenant(), payment.orderId()));
    }

    private void voided(Payment payment, Voiding open) {
        payments.put(payment.in(open.voided()));
        payments.move(payment, TransferKind.VOID);
        sayVoided(payment);
    }

    private void refunded(Refund refund) {
        payments.put(refund.refunded());
        payments.move(refund);
        payments.say(
                refund, new PaymentRefunded(refund.request(), refund.tenant(), refund.orderId()), refund.traceparent());
    }

    private void sayVoided(Payment payment) {
        say(payment, new PaymentVoided(payment.authorization(), payment.tenant(), payment.orderId()));
    }

    private void say(Payment payment, Reply reply) {
        payments.say(payment, reply, payment.traceparent());
    }
}
