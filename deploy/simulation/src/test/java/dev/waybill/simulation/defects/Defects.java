package dev.waybill.simulation.defects;

import dev.waybill.simulation.defects.Defect.Change;
import java.util.List;

/** One mistake each, of which the simulation has to find every one. */
final class Defects {

    static final String DECISION = "decision";
    private static final String SHELL = "model of SQL or relay";

    private static final String SAGAS = "order-service/src/main/java/dev/waybill/sagas/";
    private static final String REVERSALS = "order-service/src/main/java/dev/waybill/reversals/";
    private static final String STOCK = "inventory-service/src/main/java/dev/waybill/stock/reserving/";
    private static final String PAYMENTS = "payment-service/src/main/java/dev/waybill/payments/";
    private static final String WORLD = "deploy/simulation/src/main/java/dev/waybill/simulation/";

    private Defects() {}

    static List<Defect> all() {
        return List.of(
                Defect.in(
                        DECISION,
                        "no fence: a repeated request reserves again",
                        new Change(
                                STOCK + "StockDecision.java",
                                "known == null ? fences.put(Fence.of(command, tryToReserve(command))) : known",
                                "fences.put(Fence.of(command, tryToReserve(command)))")),
                Defect.in(
                        DECISION,
                        "an undo that comes first is not remembered",
                        new Change(
                                STOCK + "StockDecision.java",
                                "fences.put(Fence.of(command, Reservation.Released.BEFORE_RESERVED));",
                                "")),
                Defect.in(
                        DECISION,
                        "a late reply is applied to whatever is open",
                        new Change(SAGAS + "Replies.java", "if (!call.is(awaited)) {", "if (!call.open()) {"),
                        new Change(
                                SAGAS + "Replies.java",
                                "ended(request, call, Progress.DONE).goOn()",
                                "ended(request, call, call.is(Progress.UNDOING) ? Progress.UNDONE : Progress.DONE).goOn()")),
                Defect.in(
                        DECISION,
                        "one undo is skipped",
                        new Change(
                                SAGAS + "Turn.java",
                                "definition.stages().reversed()",
                                "definition.stages().subList(1, definition.stages().size()).reversed()")),
                Defect.in(
                        DECISION,
                        "a void is answered while its authorization is out",
                        new Change(
                                PAYMENTS + "commanding/CommandDecision.java",
                                "payments.put(payment.in(open.withVoidRequested()).tracedBy(trace));",
                                "{ payments.put(payment.in(open.withVoidRequested()).tracedBy(trace));"
                                        + " sayVoided(payment, trace); }")),
                Defect.in(
                        DECISION,
                        "a time-out opens a new attempt",
                        new Change(
                                SAGAS + "Deadlines.java",
                                "send(step, request, call, call.sends() + 1);",
                                "ask(step, request.participant(), call.attempt() + 1);")),
                Defect.in(
                        DECISION,
                        "a cancel turns round what has passed its pivot",
                        new Change(SAGAS + "Verbs.java", "if (pivotPassed()) {", "if (false) {"),
                        new Change(
                                REVERSALS + "OrderAndReversals.java",
                                "case CONFIRMED -> cancelConfirmed(wish);",
                                "case CONFIRMED -> busy ? turnRound(wish) : cancelConfirmed(wish);")),
                Defect.in(
                        DECISION + ", and the unique index that would stop it",
                        "two sagas on one order",
                        new Change(
                                REVERSALS + "OrderAndReversals.java",
                                "boolean waits = busy || known.stream().anyMatch(ReversalRow::waits);",
                                "boolean waits = false;"),
                        new Change(
                                WORLD + "orders/Reversing.java",
                                "changes.begun().forEach(saga -> requireNoOpenSaga(database, saga));",
                                "")),
                Defect.in(
                        DECISION,
                        "an expired reservation is released under a paused saga",
                        new Change(
                                SAGAS + "Questions.java",
                                "} else if (state.paused()) {",
                                "} else if (state.paused() && call.is(Progress.DONE)) {"
                                        + " return saying(step.requireUndo(), request); } else if (state.paused()) {")),
                Defect.in(
                        DECISION,
                        "units whose release ops skipped stay reserved for ever",
                        new Change(
                                SAGAS + "Questions.java",
                                "} else if (call.is(Progress.UNDOING) || call.is(Progress.SKIPPED)) {",
                                "} else if (call.is(Progress.UNDOING)) {")),
                Defect.in(
                        DECISION,
                        "units whose commit ops skipped stay reserved for ever",
                        new Change(SAGAS + "Questions.java", "} else if (settling != null) {", "} else if (false) {"),
                        new Change(
                                SAGAS + "Questions.java",
                                "saying(definition.step(settling.step()).requireAsk(), settling);",
                                "ended();")),
                Defect.in(
                        DECISION,
                        "a saga goes on when the first of several participants has answered",
                        new Change(
                                SAGAS + "StepProgress.java",
                                "calls.values().stream().allMatch(Call::done);",
                                "calls.isEmpty() || calls.values().stream().anyMatch(Call::done);")),
                Defect.in(
                        DECISION,
                        "an order is rejected before all is undone",
                        new Change(
                                SAGAS + "Call.java",
                                "return progress == Progress.UNDONE || progress == Progress.REFUSED",
                                "return progress == Progress.UNDOING || progress == Progress.UNDONE"
                                        + " || progress == Progress.REFUSED")),
                Defect.in(
                        DECISION + "s of all three services, and the constraint that would stop it",
                        "more comes back than was bought",
                        new Change(
                                REVERSALS + "UnitsLeft.java",
                                "} else if (wanted.getValue() > most) {",
                                "} else if (false) {"),
                        new Change(WORLD + "orders/Reversing.java", "if (sum > order", "if (false && sum > order"),
                        new Change(STOCK + "Reservation.java", "if (line.quantity() > out) {", "if (false) {"),
                        new Change(
                                PAYMENTS + "Payment.java",
                                "return state instanceof PaymentState.Captured taken",
                                "return state instanceof PaymentState.Captured any || state instanceof PaymentState.Captured"
                                        + " taken")),
                Defect.in(
                        DECISION,
                        "money is captured twice, because each call has a key of its own",
                        new Change(
                                PAYMENTS + "Intent.java",
                                "return id() + \":\" + operation;",
                                "return id() + \":\" + operation + \":\" + CALLS.incrementAndGet();"),
                        new Change(
                                PAYMENTS + "Intent.java",
                                "UUID id();",
                                "UUID id(); java.util.concurrent.atomic.AtomicLong CALLS ="
                                        + " new java.util.concurrent.atomic.AtomicLong();")),
                Defect.in(
                        DECISION,
                        "a repeated request refunds again",
                        new Change(
                                PAYMENTS + "DerivedId.java",
                                "\"refund/\" + request.sagaId()",
                                "\"refund/\" + CALLS.incrementAndGet() + request.sagaId()"),
                        new Change(
                                PAYMENTS + "DerivedId.java",
                                "private DerivedId() {}",
                                "private DerivedId() {} private static final java.util.concurrent.atomic.AtomicLong"
                                        + " CALLS = new java.util.concurrent.atomic.AtomicLong();")),
                Defect.in(
                        SHELL + ": the relay",
                        "an event is published before an older one of its order",
                        new Change(
                                WORLD + "running/Replica.java",
                                "if (handedOver.containsAll(row.older())) {",
                                "if (true) {")),
                Defect.in(
                        SHELL + ": the statement that writes payments",
                        "a message goes out for a row that lost its race",
                        new Change(
                                WORLD + "payments/PaymentShell.java",
                                "if (!lost.contains(said.cause())) {",
                                "if (true) {")),
                Defect.in(
                        SHELL + ": the relay",
                        "a row of the outbox is removed before the broker has it",
                        new Change(
                                WORLD + "running/Replica.java",
                                "handedOver.addAll(rows);",
                                "handedOver.addAll(rows); rows.forEach(row -> row.outbox().remove(row));")),
                Defect.in(
                        SHELL + ": the statement that writes sagas",
                        "what another replica has changed since is overwritten",
                        new Change(
                                WORLD + "orders/SagaTable.java",
                                "if (saga == null || saga.version != next.version() ||",
                                "if (saga == null ||")),
                Defect.in(
                        SHELL + ": the statement that writes payments",
                        "an answer overwrites what was asked for since",
                        new Change(
                                WORLD + "payments/PaymentShell.java",
                                "if ((before == null ? 0 : before.version()) == next.version() - 1) {",
                                "if ((before == null ? 0 : before.version()) >= next.version() - 1) {")),
                Defect.in(
                        SHELL + ": the unique index on keys",
                        "one key makes two orders",
                        new Change(
                                WORLD + "orders/Placing.java",
                                "if (database.keys.containsKey(key)) {",
                                "if (false) {")));
    }
}
