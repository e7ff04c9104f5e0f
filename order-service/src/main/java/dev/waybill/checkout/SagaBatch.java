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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of happenings does to the sagas that they happen to. Pure: rows and happenings in, changes out. Several to
 * one saga are taken in turn, and its row is written once. Every change of a saga's state passes here.
 */
public final class SagaBatch {

    private final Map<UUID, RunningSaga> sagas = new LinkedHashMap<>();

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
        this(rows.stream().map(KnownSaga::of), lines, now);
    }

    private SagaBatch(Stream<KnownSaga> known, Map<UUID, Map<Integer, List<StockLine>>> lines, Instant now) {
        // Postgres keeps microseconds: what is said now shall equal what is read later.
        Instant micros = now.truncatedTo(ChronoUnit.MICROS);
        known.forEach(saga -> sagas.put(
                saga.row().id(),
                new RunningSaga(saga, lines.getOrDefault(saga.row().orderId(), Map.of()), micros)));
    }

    /** Of sagas that were not read for it; their orders' lines are not at hand. */
    public static SagaBatch ofKnown(List<KnownSaga> sagas, Instant now) {
        return new SagaBatch(sagas.stream(), Map.of(), now);
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
        return saga.happen(happening, trace);
    }

    /** Drops all that would have come of some: they were not written. */
    public void forget(Set<UUID> lost) {
        sagas.keySet().removeAll(lost);
    }

    /** Those that have changed, as they are once they are written. */
    public List<KnownSaga> written() {
        return sagas.values().stream()
                .filter(RunningSaga::changed)
                .map(RunningSaga::written)
                .toList();
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
        return sagas.values().stream()
                .flatMap(saga -> saga.transitions().stream())
                .toList();
    }

    /** From placing an order to its decision, for each that the batch has decided. */
    List<Duration> timesToDecision() {
        return sagas.values().stream()
                .flatMap(saga -> saga.timeToDecision().stream())
                .toList();
    }

    /** Why each of those changed nothing that did not. */
    List<Reason> ignored() {
        return sagas.values().stream().flatMap(saga -> saga.ignored().stream()).toList();
    }

    private static OrderChange change(DecidedOrder order) {
        return new OrderChange(order.id(), order.state(), order.reason(), order.detail(), order.version(), order.now());
    }
}
