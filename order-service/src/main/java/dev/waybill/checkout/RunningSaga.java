package dev.waybill.checkout;

import dev.waybill.checkout.SagaBatch.Transition;
import dev.waybill.checkout.Sagas.DecidedOrder;
import dev.waybill.checkout.Sagas.SavedSaga;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.Money;
import dev.waybill.contracts.OrderEvent;
import dev.waybill.contracts.StockLine;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderState;
import dev.waybill.sagas.Decision;
import dev.waybill.sagas.Decision.Reason;
import dev.waybill.sagas.Happening;
import dev.waybill.sagas.Milestone;
import dev.waybill.sagas.Refusal;
import dev.waybill.sagas.SagaState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A saga, and what follows for its order, as a batch goes on. */
final class RunningSaga {

    private final KnownSaga known;
    private final SagaRow row;
    private final Map<Integer, List<StockLine>> lines;
    private final Instant now;
    private final List<OutboxMessage> messages = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Reason> ignored = new ArrayList<>();
    private SagaState state;
    private boolean paused;
    private boolean changed;
    private boolean dueExactly;
    private OrderState orderState;
    private long orderVersion;
    private @Nullable Duration timeToDecision;

    RunningSaga(KnownSaga known, Map<Integer, List<StockLine>> lines, Instant now) {
        this.known = known;
        this.row = known.row();
        this.lines = lines;
        this.now = now;
        this.state = known.state();
        this.paused = known.paused();
        this.orderState = known.orderState();
        this.orderVersion = known.orderVersion();
    }

    Decision<Message> happen(Happening happening, @Nullable String trace) {
        String from = state.position();
        boolean parkedBefore = state.parked() != null;
        Decision<Message> decision = decide(happening);
        switch (decision) {
            case Decision.Ignore<Message>(Reason reason, String why) -> ignored.add(reason);
            case Decision.Proceed<Message> proceed -> {
                apply(happening, proceed, trace);
                transitions.add(new Transition(
                        row.id(), row.definition(), from, state.position(), parkedBefore ? null : state.parked()));
            }
        }
        return decision;
    }

    private Decision<Message> decide(Happening happening) {
        if (!Definitions.has(row.definition(), row.number())) {
            // While releases change, an older replica meets what a newer one has begun. Nothing is lost: the request is
            // repeated in time, and answered again.
            return new Decision.Ignore<>(
                    Decision.Reason.NO_CODE,
                    "is of %s %d, which this release has no code for".formatted(row.definition(), row.number()));
        }
        if (row.halted() && happening instanceof Happening.Resumed) {
            return new Decision.Ignore<>(
                    Decision.Reason.NOT_ALLOWED, "is paused with all of %s: resume those".formatted(row.definition()));
        }
        return Definitions.engine(row.definition(), row.number())
                .decide(asSeenBy(happening), row.facts(state, lines), happening, now);
    }

    /** Ops may stop one saga while all of its definition are stopped: it stays so when those go on. */
    private SagaState asSeenBy(Happening happening) {
        return happening instanceof Happening.Paused ? state.paused(paused) : state;
    }

    private void apply(Happening happening, Decision.Proceed<Message> proceed, @Nullable String trace) {
        state = proceed.next();
        changed = true;
        dueExactly |= !(happening instanceof Happening.Answered || happening instanceof Happening.Questioned);
        paused = switch (happening) {
            case Happening.Paused() -> true;
            case Happening.Resumed() -> false;
            default -> paused;
        };
        if (proceed.milestones().contains(Milestone.PIVOT_PASSED)) {
            orderState = OrderState.CONFIRMED;
        }
        if (proceed.milestones().contains(Milestone.PIVOT_PASSED)
                || proceed.milestones().contains(Milestone.COMPENSATED)) {
            timeToDecision = Duration.between(row.startedAt(), now);
        }
        proceed.messages().forEach(message -> say(message, trace));
        if (proceed.milestones().contains(Milestone.PIVOT_PASSED) && isFirstOfItsKind()) {
            say(new OrderEvent.OrderConfirmed(row.tenant(), row.orderId(), row.customerId(), total(), now), trace);
        }
        if (proceed.milestones().contains(Milestone.COMPENSATED)) {
            say(turnedBack(Objects.requireNonNull(state.refusal())), trace);
        }
    }

    /** The first definition confirms its orders without a step that says so. */
    private boolean isFirstOfItsKind() {
        return row.definition().equals(PlaceOrder.NAME) && row.number() == PlaceOrder.FIRST.number();
    }

    private OrderEvent turnedBack(Refusal why) {
        orderState = why.isCalledOff() ? OrderState.CANCELLED : OrderState.REJECTED;
        return why.isCalledOff()
                ? new OrderEvent.OrderCancelled(
                        row.tenant(), row.orderId(), row.customerId(), total(), why.reason(), now)
                : new OrderEvent.OrderRejected(
                        row.tenant(), row.orderId(), row.customerId(), total(), why.reason(), why.detail(), now);
    }

    /** A public fact is the next version of its order. */
    private void say(Message message, @Nullable String trace) {
        if (message instanceof OrderEvent event) {
            orderVersion++;
            messages.add(CheckoutMessages.fact(event, row.id(), orderVersion, trace, now));
        } else {
            messages.add(CheckoutMessages.command(message, trace, now));
        }
    }

    private Money total() {
        return new Money(row.total(), row.currency());
    }

    boolean changed() {
        return changed;
    }

    List<OutboxMessage> messages() {
        return messages;
    }

    List<Transition> transitions() {
        return transitions;
    }

    /** Why each of those changed nothing that did not. */
    List<Reason> ignored() {
        return ignored;
    }

    /** Since the order was placed, if it was decided now. */
    Optional<Duration> timeToDecision() {
        return Optional.ofNullable(timeToDecision);
    }

    /** What it is once it is written. */
    KnownSaga written() {
        return new KnownSaga(row, state, paused, orderState, known.version() + 1, orderVersion);
    }

    SavedSaga saved() {
        Refusal refusal = state.refusal();
        return new SavedSaga(
                row.id(),
                state.phase().name(),
                SagaJson.write(state.steps()),
                refusal == null ? null : refusal.cause(),
                refusal == null ? null : refusal.reason(),
                refusal == null ? null : refusal.detail(),
                state.parked(),
                paused,
                state.dueAt(),
                dueExactly,
                known.version(),
                orderVersion,
                state.phase().ended(),
                now);
    }

    Optional<DecidedOrder> decidedOrder() {
        if (orderVersion == known.orderVersion()) {
            return Optional.empty();
        }
        Refusal why = orderState == OrderState.CONFIRMED ? null : state.refusal();
        return Optional.of(new DecidedOrder(
                row.orderId(),
                row.id(),
                orderState,
                why == null ? null : why.reason(),
                why == null ? null : why.detail(),
                known.orderVersion(),
                orderVersion,
                now));
    }
}
