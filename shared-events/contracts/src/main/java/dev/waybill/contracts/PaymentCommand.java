package dev.waybill.contracts;

import java.util.Objects;
import java.util.UUID;

/** What an order's saga asks of payments, on {@link Topic#PAYMENT_COMMANDS}. */
public sealed interface PaymentCommand extends Message, Message.OfOrder {

    Request request();

    @Override
    default String subject() {
        return orderId().toString();
    }

    /**
     * Hold the money. Answered by {@link Reply.PaymentAuthorized} or {@link Reply.PaymentDeclined}.
     *
     * @param paymentToken stands for the customer's means of payment at the provider
     */
    record AuthorizePayment(
            Request request, String tenant, UUID orderId, String customerId, Money amount, String paymentToken)
            implements PaymentCommand {
        public AuthorizePayment {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(customerId, "customerId");
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(paymentToken, "paymentToken");
        }
    }

    /**
     * Let go of the money, whether it was held, declined, is still being asked for, or the authorization never arrived.
     * Answered by {@link Reply.PaymentVoided}, and not before the authorization's own outcome is known.
     *
     * @param request the request that is undone
     */
    record VoidPayment(Request request, String tenant, UUID orderId) implements PaymentCommand {
        public VoidPayment {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(orderId, "orderId");
        }
    }

    /**
     * Take the money that is held. Answered by {@link Reply.PaymentCaptured}.
     *
     * @param authorization the request that held it
     */
    record CapturePayment(Request request, String tenant, UUID orderId, Request authorization)
            implements PaymentCommand {
        public CapturePayment {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(authorization, "authorization");
        }
    }

    /**
     * Give back some or all of the money that was taken. Answered by {@link Reply.PaymentRefunded}.
     *
     * @param authorization the request that held the money, before it was taken
     * @param amount above zero; with what was given back before, no more than was taken
     */
    record RefundPayment(Request request, String tenant, UUID orderId, Request authorization, Money amount)
            implements PaymentCommand {
        public RefundPayment {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(authorization, "authorization");
            Objects.requireNonNull(amount, "amount");
            if (amount.amount() < 1) {
                throw new IllegalArgumentException("a refund must be above zero, but was " + amount);
            }
        }
    }
}
