package dev.waybill.payments.settling;

import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.gateways.PaymentGateway;
import dev.waybill.payments.Intent;
import dev.waybill.payments.Operation;
import dev.waybill.payments.Payment;
import dev.waybill.payments.PaymentState.Authorized;
import dev.waybill.payments.PaymentState.Authorizing;
import dev.waybill.payments.PaymentState.Captured;
import dev.waybill.payments.PaymentState.Capturing;
import dev.waybill.payments.PaymentState.Declined;
import dev.waybill.payments.PaymentState.Voided;
import dev.waybill.payments.PaymentState.Voiding;
import dev.waybill.payments.Refund;
import dev.waybill.shards.Shard;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The call that a payment or a refund has open. */
record GatewayCall(Shard shard, Intent intent, Operation operation) {

    /** Which call it is, however often it is made: a payment's next operation may begin while this one still ends. */
    record Id(UUID intentId, Operation operation) {}

    Id id() {
        return new Id(intent.id(), operation);
    }

    /** Asks the provider; whatever goes wrong is in the future. */
    CompletableFuture<GatewayAnswer> ask(PaymentGateway gateway) {
        try {
            // A copy, because a deadline that ends it must not reach into the provider's own.
            return stage(gateway).toCompletableFuture().copy();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<GatewayAnswer> stage(PaymentGateway gateway) {
        String key = intent.key(operation);
        return switch (intent) {
            case Payment payment -> stage(gateway, key, payment);
            case Refund refund -> gateway.refund(key, refund.amount(), refund.reference());
        };
    }

    private CompletionStage<GatewayAnswer> stage(PaymentGateway gateway, String key, Payment payment) {
        return switch (payment.state()) {
            case Authorizing open ->
                gateway.authorize(key, payment.amount(), payment.requireCharge().token());
            case Capturing open -> gateway.capture(key, payment.amount(), open.reference());
            case Voiding open -> gateway.voidHold(key, payment.amount(), open.reference());
            case Authorized quiet -> throw nothingOpen();
            case Declined quiet -> throw nothingOpen();
            case Captured quiet -> throw nothingOpen();
            case Voided quiet -> throw nothingOpen();
        };
    }

    private IllegalStateException nothingOpen() {
        return new IllegalStateException("payment %s has no call open; this is a bug".formatted(intent.id()));
    }
}
