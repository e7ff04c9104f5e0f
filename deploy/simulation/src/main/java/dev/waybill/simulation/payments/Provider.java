package dev.waybill.simulation.payments;

import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.payments.Intent;
import dev.waybill.payments.Operation;
import dev.waybill.payments.Payment;
import dev.waybill.payments.Refund;
import dev.waybill.simulation.faults.GatewayMood;
import dev.waybill.simulation.running.World;
import dev.waybill.simulation.time.Timeline;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Moves money, once per key, and tells the auditor what it has moved. Its answers may be late or lost; asked again under
 * the same key it gives the same answer, and does nothing more.
 */
final class Provider {

    private final World world;
    private final Map<String, GatewayAnswer> done = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();

    Provider(World world) {
        this.world = world;
    }

    void ask(Intent intent, Operation operation, Consumer<GatewayAnswer> answer) {
        String key = intent.key(operation);
        int call = calls.merge(key, 1, Integer::sum);
        GatewayMood mood = world.faults().gateway(key, call);
        world.trace().tell(order(intent), "provider", () -> "%s, call %d: %s".formatted(key, call, mood));
        if (mood == GatewayMood.UNREACHABLE) {
            return;
        }
        world.timeline().in(world.dice().between(5, 50) * Timeline.MILLISECOND, () -> {
            GatewayAnswer outcome = done.computeIfAbsent(key, first -> act(intent, operation, key));
            long later = mood == GatewayMood.LATE ? world.dice().between(4, 60) * Timeline.SECOND : 0;
            if (mood != GatewayMood.SILENT) {
                world.timeline().in(later, () -> answer.accept(outcome));
            }
        });
    }

    private GatewayAnswer act(Intent intent, Operation operation, String key) {
        return switch (intent) {
            case Payment payment -> act(payment, operation, key);
            case Refund refund -> {
                world.auditor()
                        .money()
                        .refunded(refund.orderId(), refund.amount().amount());
                yield new GatewayAnswer.Refunded();
            }
        };
    }

    private GatewayAnswer act(Payment payment, Operation operation, String key) {
        UUID order = payment.orderId();
        long amount = payment.amount().amount();
        return switch (operation) {
            case AUTHORIZE -> authorize(payment, key);
            case CAPTURE -> {
                world.auditor().money().captured(order, amount);
                yield new GatewayAnswer.Captured();
            }
            case VOID -> {
                world.auditor().money().voided(order, amount);
                yield new GatewayAnswer.Voided();
            }
            case REFUND -> throw new IllegalStateException("a payment is refunded by its refunds");
        };
    }

    private GatewayAnswer authorize(Payment payment, String key) {
        String token = payment.requireCharge().token();
        if (!token.equals("tok_approve")) {
            return new GatewayAnswer.Declined("insufficient_funds");
        }
        world.auditor().money().held(payment.orderId(), payment.amount().amount());
        return new GatewayAnswer.Approved("hold-" + key);
    }

    private static UUID order(Intent intent) {
        return switch (intent) {
            case Payment payment -> payment.orderId();
            case Refund refund -> refund.orderId();
        };
    }
}
