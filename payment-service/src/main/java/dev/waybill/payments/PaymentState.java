package dev.waybill.payments;

import dev.waybill.contracts.Request;
import org.jspecify.annotations.Nullable;

/**
 * How far a payment is. A transition is a method of the state that allows it, so there are no others; participles wait for
 * the provider, and an {@link Operation} is open as long as they do.
 *
 * <p>Money that is taken may be given back in parts, each a {@link Refund} of its own, and the payment stays captured.
 *
 * <pre>
 *   Authorizing ─▶ Authorized ─▶ Capturing ─▶ Captured
 *        │ │            └──────▶ Voiding ───▶ Voided
 *        │ └─ void requested ───▶ Voiding         ▲
 *        └──▶ Declined          (a void that came first)
 * </pre>
 */
public sealed interface PaymentState {

    /** The call that is open, or null. */
    default @Nullable Operation operation() {
        return null;
    }

    /** The provider's name for the money that it holds or held, or null. */
    default @Nullable String reference() {
        return null;
    }

    /**
     * @param voidRequested whether the money shall be let go of as soon as the provider has said that it holds it
     */
    record Authorizing(boolean voidRequested) implements PaymentState {
        @Override
        public Operation operation() {
            return Operation.AUTHORIZE;
        }

        public Authorizing withVoidRequested() {
            return new Authorizing(true);
        }

        public PaymentState approved(String reference) {
            return voidRequested ? new Voiding(reference) : new Authorized(reference);
        }

        public Declined declined(String reason) {
            return new Declined(reason);
        }
    }

    record Authorized(String reference) implements PaymentState {
        public Capturing capture(Request request) {
            return new Capturing(reference, request);
        }

        public Voiding letGo() {
            return new Voiding(reference);
        }
    }

    record Declined(String reason) implements PaymentState {}

    /**
     * @param request to be answered when the money is taken
     */
    record Capturing(String reference, Request request) implements PaymentState {
        @Override
        public Operation operation() {
            return Operation.CAPTURE;
        }

        public Captured captured() {
            return new Captured(reference, request, 0);
        }
    }

    /**
     * @param refunded what is given back or being given back, in minor units
     */
    record Captured(String reference, Request request, long refunded) implements PaymentState {
        public Captured refund(long amount) {
            return new Captured(reference, request, refunded + amount);
        }
    }

    record Voiding(String reference) implements PaymentState {
        @Override
        public Operation operation() {
            return Operation.VOID;
        }

        public Voided voided() {
            return new Voided(reference);
        }
    }

    /**
     * @param reference null if the money was never held, because the void came before the authorization
     */
    record Voided(@Nullable String reference) implements PaymentState {
        public static Voided beforeItWasAskedFor() {
            return new Voided(null);
        }
    }
}
