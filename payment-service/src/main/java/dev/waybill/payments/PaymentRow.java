package dev.waybill.payments;

import static java.util.Objects.requireNonNull;

import dev.waybill.contracts.Money;
import dev.waybill.contracts.Request;
import dev.waybill.payments.PaymentState.Authorized;
import dev.waybill.payments.PaymentState.Authorizing;
import dev.waybill.payments.PaymentState.Captured;
import dev.waybill.payments.PaymentState.Capturing;
import dev.waybill.payments.PaymentState.Declined;
import dev.waybill.payments.PaymentState.Voided;
import dev.waybill.payments.PaymentState.Voiding;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment as a row of {@code payments}; which columns a state fills is what the table's constraints say. */
record PaymentRow(
        UUID id,
        UUID sagaId,
        String step,
        int attempt,
        int participant,
        String tenant,
        UUID orderId,
        @Nullable String customerId,
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable String paymentToken,
        Code state,
        @Nullable Operation operation,
        boolean voidRequested,
        @Nullable UUID captureSagaId,
        @Nullable String captureStep,
        @Nullable Integer captureAttempt,
        @Nullable Integer captureParticipant,
        @Nullable String gatewayReference,
        @Nullable String declineReason,
        long refunded,
        @Nullable String traceparent,
        long version) {

    /** The states' names in the table. */
    enum Code {
        AUTHORIZING,
        AUTHORIZED,
        DECLINED,
        CAPTURING,
        CAPTURED,
        VOIDING,
        VOIDED;

        static Code of(PaymentState state) {
            return switch (state) {
                case Authorizing s -> AUTHORIZING;
                case Authorized s -> AUTHORIZED;
                case Declined s -> DECLINED;
                case Capturing s -> CAPTURING;
                case Captured s -> CAPTURED;
                case Voiding s -> VOIDING;
                case Voided s -> VOIDED;
            };
        }
    }

    static PaymentRow of(Payment payment) {
        Request asked = payment.authorization();
        Charge charge = payment.charge();
        PaymentState state = payment.state();
        Request capture = captureOf(state);
        return new PaymentRow(
                payment.id(),
                asked.sagaId(),
                asked.step(),
                asked.attempt(),
                asked.participant(),
                payment.tenant(),
                payment.orderId(),
                charge == null ? null : charge.customerId(),
                charge == null ? null : charge.amount().amount(),
                charge == null ? null : charge.amount().currency(),
                charge == null ? null : charge.token(),
                Code.of(state),
                state.operation(),
                state instanceof Authorizing open && open.voidRequested(),
                capture == null ? null : capture.sagaId(),
                capture == null ? null : capture.step(),
                capture == null ? null : capture.attempt(),
                capture == null ? null : capture.participant(),
                state.reference(),
                state instanceof Declined declined ? declined.reason() : null,
                state instanceof Captured taken ? taken.refunded() : 0,
                payment.traceparent(),
                payment.version());
    }

    Payment payment() {
        return new Payment(
                id,
                new Request(sagaId, step, attempt, participant),
                tenant,
                orderId,
                charge(),
                paymentState(),
                traceparent,
                version);
    }

    private @Nullable Charge charge() {
        return customerId == null
                ? null
                : new Charge(
                        customerId,
                        new Money(requireNonNull(amount), requireNonNull(currency)),
                        requireNonNull(paymentToken));
    }

    private PaymentState paymentState() {
        return switch (state) {
            case AUTHORIZING -> new Authorizing(voidRequested);
            case AUTHORIZED -> new Authorized(requireNonNull(gatewayReference));
            case DECLINED -> new Declined(requireNonNull(declineReason));
            case CAPTURING -> new Capturing(requireNonNull(gatewayReference), captureRequest());
            case CAPTURED -> new Captured(requireNonNull(gatewayReference), captureRequest(), refunded);
            case VOIDING -> new Voiding(requireNonNull(gatewayReference));
            case VOIDED -> new Voided(gatewayReference);
        };
    }

    private Request captureRequest() {
        return new Request(
                requireNonNull(captureSagaId),
                requireNonNull(captureStep),
                requireNonNull(captureAttempt),
                requireNonNull(captureParticipant));
    }

    private static @Nullable Request captureOf(PaymentState state) {
        return switch (state) {
            case Capturing open -> open.request();
            case Captured done -> done.request();
            case Authorizing s -> null;
            case Authorized s -> null;
            case Declined s -> null;
            case Voiding s -> null;
            case Voided s -> null;
        };
    }
}
