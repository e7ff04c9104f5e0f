package dev.waybill.checkout;

import dev.waybill.checkout.Sagas.Changes;
import dev.waybill.checkout.Sagas.DecidedOrder;
import dev.waybill.checkout.Sagas.SavedSaga;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.Money;
import dev.waybill.contracts.OrderEvent;
import dev.waybill.contracts.Reply;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderChange;
import dev.waybill.orders.OrderState;
import dev.waybill.sagas.Decision;
import dev.waybill.sagas.Milestone;
import dev.waybill.sagas.Refusal;
import dev.waybill.sagas.SagaEngine;
import dev.waybill.sagas.SagaState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of replies does to the sagas that they answer. Pure: rows and replies in, changes out. Several replies to
 * one saga are taken in turn, and its row is written once.
 */
final class ReplyBatch {

    private static final SagaEngine<OrderFacts, Message> ENGINE = new SagaEngine<>(PlaceOrder.DEFINITION);

    private final Instant now;
    private final Map<UUID, Progress> sagas = new LinkedHashMap<>();
    private final List<DecidedOrder> orders = new ArrayList<>();
    private final List<OutboxMessage> messages = new ArrayList<>();
    private final List<OrderChange> orderChanges = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Duration> timesToDecision = new ArrayList<>();
    private int ignored;

    /** A saga went from one position to another; see {@link SagaState#position()}. */
    record Transition(String saga, String from, String to) {}

    ReplyBatch(List<OpenSaga> rows, Instant now) {
        this.now = now;
        rows.forEach(row -> sagas.put(row.id(), new Progress(row)));
    }

    /**
     * @throws IllegalStateException if there is no such saga, or it refuses the impossible: the message is at fault
     */
    void take(Reply reply, @Nullable String trace) {
        Progress saga = sagas.get(reply.request().sagaId());
        if (saga == null) {
            throw new IllegalStateException(
                    "there is no saga %s".formatted(reply.request().sagaId()));
        }
        if (saga.state.phase().ended()) {
            ignored++;
            return;
        }
        switch (ENGINE.on(saga.state, saga.row.facts(saga.state), Answers.of(reply), now)) {
            case Decision.Ignore<Message> ignore -> ignored++;
            case Decision.Proceed<Message> proceed -> apply(saga, proceed, trace);
        }
    }

    Changes changes() {
        List<SavedSaga> saved = sagas.values().stream()
                .filter(saga -> saga.changed)
                .map(saga -> saga.save(now))
                .toList();
        return new Changes(saved, orders, messages);
    }

    List<OutboxMessage> messages() {
        return messages;
    }

    List<OrderChange> orderChanges() {
        return orderChanges;
    }

    List<Transition> transitions() {
        return transitions;
    }

    /** From placing an order to its decision, for each that the batch has decided. */
    List<Duration> timesToDecision() {
        return timesToDecision;
    }

    /** Replies that changed nothing: repeats and late ones. */
    int ignored() {
        return ignored;
    }

    private void apply(Progress saga, Decision.Proceed<Message> proceed, @Nullable String trace) {
        transitions.add(new Transition(
                saga.row.definition(), saga.state.position(), proceed.next().position()));
        saga.state = proceed.next();
        saga.changed = true;
        proceed.commands().forEach(command -> messages.add(CheckoutMessages.command(command, trace, now)));
        if (proceed.milestones().contains(Milestone.PIVOT_PASSED)) {
            decide(saga, OrderState.CONFIRMED, null, trace);
        }
        if (proceed.milestones().contains(Milestone.COMPENSATED)) {
            decide(saga, OrderState.REJECTED, Objects.requireNonNull(saga.state.refusal()), trace);
        }
    }

    private void decide(Progress saga, OrderState state, @Nullable Refusal refusal, @Nullable String trace) {
        saga.orderVersion++;
        timesToDecision.add(Duration.between(saga.row.startedAt(), now));
        OpenSaga row = saga.row;
        String reason = refusal == null ? null : refusal.reason();
        String detail = refusal == null ? null : refusal.detail();
        orders.add(new DecidedOrder(row.orderId(), row.id(), state.name(), reason, detail, saga.orderVersion, now));
        orderChanges.add(new OrderChange(row.orderId(), state, reason, detail, saga.orderVersion, now));
        messages.add(CheckoutMessages.fact(event(row, refusal), row.id(), saga.orderVersion, trace, now));
    }

    private OrderEvent event(OpenSaga row, @Nullable Refusal refusal) {
        Money total = new Money(row.total(), row.currency());
        return refusal == null
                ? new OrderEvent.OrderConfirmed(row.tenant(), row.orderId(), row.customerId(), total, now)
                : new OrderEvent.OrderRejected(
                        row.tenant(), row.orderId(), row.customerId(), total, refusal.reason(), refusal.detail(), now);
    }

    /** A saga as the batch goes on. */
    private static final class Progress {

        private final OpenSaga row;
        private SagaState state;
        private long orderVersion;
        private boolean changed;

        Progress(OpenSaga row) {
            this.row = row;
            this.state = row.state();
            this.orderVersion = row.orderVersion();
        }

        SavedSaga save(Instant now) {
            Refusal refusal = state.refusal();
            return new SavedSaga(
                    row.id(),
                    state.phase().name(),
                    SagaJson.write(state.steps()),
                    refusal == null ? null : refusal.reason(),
                    refusal == null ? null : refusal.detail(),
                    row.version(),
                    orderVersion,
                    state.phase().ended(),
                    now);
        }
    }
}
