package dev.waybill.simulation.orders;

import dev.waybill.checkout.SagaRow;
import dev.waybill.checkout.Sagas.Changes;
import dev.waybill.checkout.Sagas.DecidedOrder;
import dev.waybill.checkout.Sagas.SavedSaga;
import dev.waybill.contracts.StockLine;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.reversals.ReversalRow;
import dev.waybill.simulation.running.OutboxRow;
import dev.waybill.simulation.running.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What the statements on sagas do, with their guards. */
final class SagaTable {

    private final World world;
    private final OrderDatabase database;

    SagaTable(World world, OrderDatabase database) {
        this.world = world;
        this.database = database;
    }

    List<SagaRow> read(List<UUID> ids) {
        return ids.stream()
                .distinct()
                .sorted()
                .map(database::saga)
                .filter(Objects::nonNull)
                .map(this::row)
                .toList();
    }

    /** Of an order being placed; what a cancel or a return brings back it knows itself. */
    static List<StockLine> lines(StoredOrder order) {
        return order.lines.stream()
                .map(line -> new StockLine(line.sku(), line.quantity()))
                .toList();
    }

    private SagaRow row(StoredSaga saga) {
        StoredOrder order = saga.order;
        ReversalRow back = order.reversal(saga.id);
        return new SagaRow(
                saga.id,
                order.id,
                order.tenant,
                saga.definition,
                saga.number,
                saga.phase,
                saga.steps,
                saga.refusalCause,
                saga.refusalReason,
                saga.refusalDetail,
                saga.parked,
                saga.paused,
                database.halted(saga.definition),
                saga.version,
                saga.orderVersion,
                order.state,
                saga.startedAt,
                order.customerId,
                order.currency,
                order.total,
                order.paymentToken,
                back == null ? null : back.refund(),
                back == null ? null : back.lines(),
                back == null ? null : back.restock(),
                back == null ? null : back.reason(),
                back == null ? null : back.authorizationAttempt());
    }

    List<OutboxRow> save(Changes changes) {
        return save(changes, new HashSet<>());
    }

    /** Without what was stopped together with all of its definition. */
    List<OutboxRow> saveKnown(Changes changes, Set<UUID> saved) {
        return save(
                new Changes(
                        changes.sagas().stream()
                                .filter(saga -> !database.halted(stored(saga).definition))
                                .toList(),
                        changes.orders(),
                        changes.messages()),
                saved);
    }

    private StoredSaga stored(SavedSaga saga) {
        return Objects.requireNonNull(database.saga(saga.id()));
    }

    /** Facts follow from the orders that were changed, commands from the sagas. */
    private List<OutboxRow> save(Changes changes, Set<UUID> saved) {
        changes.sagas().stream().filter(this::saved).forEach(saga -> saved.add(saga.id()));
        Set<UUID> decided = new HashSet<>();
        changes.orders().stream()
                .filter(order -> saved.contains(order.sagaId()) && decided(order))
                .forEach(order -> decided.add(order.id()));
        return say(changes.messages().stream()
                .filter(message -> (message.ordered() ? decided : saved).contains(message.cause()))
                .toList());
    }

    private boolean saved(SavedSaga next) {
        StoredSaga saga = database.saga(next.id());
        if (saga == null || saga.version != next.version() || (!saga.open() && !next.ended())) {
            return false;
        }
        saga.save(next);
        if (!saga.open()) {
            database.openSagas.remove(saga.id);
        }
        audit(saga);
        return true;
    }

    void audit(StoredSaga saga) {
        world.trace().tell(saga.order.id, database.toString(), () -> "%s %s%s%s %s"
                .formatted(
                        saga.definition,
                        saga.phase,
                        saga.paused ? ", paused" : "",
                        saga.parked == null ? "" : ", parked: " + saga.parked,
                        saga.steps));
        world.auditor()
                .orders()
                .saga(
                        saga.order.id,
                        saga.id,
                        saga.phase.ended(),
                        saga.phase.name(),
                        saga.paused || database.halted(saga.definition));
    }

    private boolean decided(DecidedOrder next) {
        StoredOrder order = database.order(next.id());
        if (order.version != next.versionBefore()) {
            return false;
        }
        order.state = next.state();
        order.reason = next.reason();
        order.version = next.version();
        world.auditor().orders().state(order.id, order.state.name(), order.version);
        return true;
    }

    List<OutboxRow> say(List<OutboxMessage> messages) {
        List<OutboxRow> rows = new ArrayList<>(messages.size());
        messages.forEach(message ->
                rows.add(database.outbox().insert(message, world.timeline().micros())));
        return rows;
    }

    boolean decide(DecidedOrder next) {
        return decided(next);
    }
}
