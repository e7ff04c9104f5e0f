package dev.waybill.checkout;

import dev.waybill.checkout.Sagas.Changes;
import dev.waybill.checkout.Sagas.DecidedOrder;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.StockLine;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderChange;
import dev.waybill.sagas.Decision;
import dev.waybill.sagas.Decision.Reason;
import dev.waybill.sagas.Happening;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of happenings does to the sagas that they happen to. Pure: rows and happenings in, changes out. Several to
 * one saga are taken in turn, and its row is written once. Every change of a saga's state passes here.
 */
public final class SagaBatch {

    private final Instant now;
    private final Map<UUID, RunningSaga> sagas = new LinkedHashMap<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Duration> timesToDecision = new ArrayList<>();
    private final List<Reason> ignored = new ArrayList<>();

    /**
     * A saga went from one position to another; see {@link dev.waybill.sagas.SagaState#position()}.
     *
     * @param parked why it waits for ops from now on; null if it does not, or did before
     */
    public record Transition(
            UUID saga,
            String definition,
            String from,
            String to,
            @Nullable String parked) {}

    /**
     * @param lines of the orders being placed, for messages that may have to be made anew
     */
    public SagaBatch(List<SagaRow> rows, Map<UUID, Map<Integer, List<StockLine>>> lines, Instant now) {
        // Postgres keeps microseconds: what is said now shall equal what is read later.
        this.now = now.truncatedTo(ChronoUnit.MICROS);
        rows.forEach(row ->
                sagas.put(row.id(), new RunningSaga(row, lines.getOrDefault(row.orderId(), Map.of()), this.now)));
    }

    public boolean has(UUID saga) {
        return sagas.containsKey(saga);
    }

    /**
     * @param trace for what is said because of it
     * @return what the saga did about it
     * @throws IllegalStateException if there is no such saga
     */
    public Decision<Message> happen(UUID id, Happening happening, @Nullable String trace) {
        RunningSaga saga = sagas.get(id);
        if (saga == null) {
            throw new IllegalStateException("there is no saga %s".formatted(id));
        }
        String from = saga.position();
        boolean parkedBefore = saga.isParked();
        Decision<Message> decision = saga.happen(happening, trace);
        switch (decision) {
            case Decision.Ignore<Message>(Reason reason, String why) -> ignored.add(reason);
            case Decision.Proceed<Message> proceed -> {
                transitions.add(new Transition(
                        id,
                        saga.definition(),
                        from,
                        saga.position(),
                        parkedBefore ? null : proceed.next().parked()));
                saga.timeToDecision(proceed).ifPresent(timesToDecision::add);
            }
        }
        return decision;
    }

    public Changes changes() {
        List<RunningSaga> changed =
                sagas.values().stream().filter(RunningSaga::changed).toList();
        return new Changes(
                changed.stream().map(RunningSaga::saved).toList(),
                changed.stream().flatMap(saga -> saga.decidedOrder().stream()).toList(),
                messages());
    }

    public List<OutboxMessage> messages() {
        return sagas.values().stream().flatMap(saga -> saga.messages().stream()).toList();
    }

    /** Orders that have come to a state, or of which something new is known. */
    public List<OrderChange> orderChanges() {
        return sagas.values().stream()
                .flatMap(saga -> saga.decidedOrder().stream())
                .map(SagaBatch::change)
                .toList();
    }

    public List<Transition> transitions() {
        return transitions;
    }

    /** From placing an order to its decision, for each that the batch has decided. */
    List<Duration> timesToDecision() {
        return timesToDecision;
    }

    /** Why each of those changed nothing that did not. */
    List<Reason> ignored() {
        return ignored;
    }

    private static OrderChange change(DecidedOrder order) {
        return new OrderChange(order.id(), order.state(), order.reason(), order.detail(), order.version(), order.now());
    }
}
