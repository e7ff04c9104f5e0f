package dev.waybill.simulation.payments;

import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.payments.Intent;
import dev.waybill.payments.Operation;
import dev.waybill.payments.Payment;
import dev.waybill.payments.settling.Answered;
import dev.waybill.payments.settling.SettlementDecision;
import dev.waybill.simulation.running.Replica;
import dev.waybill.simulation.time.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calls that one replica has under way: it waits for each so long, and what is in doubt then is asked again later. */
final class GatewayCalls {

    private static final long DEADLINE = 4 * Timeline.SECOND;

    private final Replica replica;
    private final PaymentShell shell;
    private final Provider provider;
    private final Map<Call, Object> inFlight = new HashMap<>();

    private record Call(UUID intent, Operation operation) {}

    GatewayCalls(Replica replica, PaymentShell shell, Provider provider) {
        this.replica = replica;
        this.shell = shell;
        this.provider = provider;
        replica.whenItEnds(inFlight::clear);
    }

    boolean isBusyWith(UUID intent) {
        return inFlight.keySet().stream().anyMatch(call -> call.intent.equals(intent));
    }

    void begin(PaymentDatabase database, Intent intent) {
        Operation operation = intent.operation();
        if (operation == null) {
            return;
        }
        Call call = new Call(intent.id(), operation);
        Object ticket = new Object();
        if (inFlight.putIfAbsent(call, ticket) != null) {
            return;
        }
        replica.later(DEADLINE, () -> inFlight.remove(call, ticket));
        provider.ask(intent, operation, answer -> {
            if (inFlight.get(call) == ticket) {
                settle(database, intent, answer, () -> inFlight.remove(call, ticket));
            }
        });
    }

    /** A payment as it was when the provider was asked; once more with a look, if it is not so any more. */
    private void settle(PaymentDatabase database, Intent intent, GatewayAnswer answer, Runnable end) {
        settle(database, intent, intent instanceof Payment payment ? List.of(payment) : null, answer, end);
    }

    private void settle(
            PaymentDatabase database,
            Intent intent,
            @Nullable List<Payment> known,
            GatewayAnswer answer,
            Runnable end) {
        List<Answered> answers = List.of(new Answered(intent, answer));
        shell.change(
                replica,
                database,
                answers.stream().map(Answered::paymentId).toList(),
                answers.stream().map(Answered::refundId).toList(),
                known,
                List.of(),
                (payments, refunds) -> SettlementDecision.decide(payments, refunds, answers),
                new PaymentShell.Changed() {
                    @Override
                    public void changed(List<Intent> opened, Set<UUID> lost) {
                        if (!lost.isEmpty()) {
                            settle(database, intent, null, answer, end);
                            return;
                        }
                        end.run();
                        opened.forEach(each -> begin(database, each));
                    }

                    @Override
                    public void failed(RuntimeException why) {
                        end.run();
                        if (!(why instanceof Replica.ConnectionLost)) {
                            replica.world().auditor().deadLetter(intent.id(), "an answer: " + why);
                        }
                    }
                });
    }
}
