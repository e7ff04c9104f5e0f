package dev.waybill.simulation.orders;

import dev.waybill.checkout.SagaBatch;
import dev.waybill.orders.OrderJson;
import dev.waybill.orders.OrderView.Line;
import dev.waybill.reversals.Outcome;
import dev.waybill.reversals.ReversalBatch;
import dev.waybill.reversals.ReversalRow;
import dev.waybill.reversals.Reversals.BegunSaga;
import dev.waybill.reversals.Reversals.Changes;
import dev.waybill.reversals.TakenOrder;
import dev.waybill.reversals.Wish;
import dev.waybill.simulation.running.Database.LostRace;
import dev.waybill.simulation.running.OutboxRow;
import dev.waybill.simulation.running.Replica;
import dev.waybill.simulation.running.Replica.Then;
import dev.waybill.simulation.running.Replica.Write;
import dev.waybill.simulation.running.World;
import dev.waybill.simulation.time.Timeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Cancels and returns: what their statements do, with their guards. */
public final class Reversing {

    private final World world;
    private final OrderShell shell;

    public Reversing(World world, OrderShell shell) {
        this.world = world;
        this.shell = shell;
        shell.service().schedule(4 * Timeline.SECOND, this::beginWaiting);
    }

    /**
     * @param answer what came of it; not called if the service failed
     */
    public void take(Replica replica, Wish wish, Consumer<Outcome> answer) {
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        run(
                replica,
                shell.database(wish.orderId()),
                wish.orderId(),
                batch -> outcome.set(batch.take(wish)),
                replica.then(() -> {
                    world.trace().tell(wish.orderId(), replica.toString(), () -> wish + ": " + outcome.get());
                    answer.accept(outcome.get());
                }));
    }

    private void beginWaiting(Replica replica, OrderDatabase database) {
        for (UUID order : List.copyOf(database.ordersWithWaiting)) {
            if (database.order(order).openSaga() == null) {
                run(replica, database, order, batch -> batch.beginWaiting(order), replica.then(() -> {}));
            }
        }
    }

    private void run(Replica replica, OrderDatabase database, UUID order, Consumer<ReversalBatch> work, Then then) {
        List<UUID> open = new ArrayList<>();
        replica.transact(
                database,
                () -> {
                    open.clear();
                    StoredOrder stored = database.orders.get(order);
                    StoredSaga saga = stored == null ? null : stored.openSaga();
                    if (saga != null) {
                        open.add(saga.id);
                    }
                    List<UUID> keys = new ArrayList<>(open);
                    // An order that is being placed has the same id as its saga; the two rows are two locks.
                    keys.add(new UUID(~order.getMostSignificantBits(), order.getLeastSignificantBits()));
                    return keys;
                },
                List.of(),
                () -> decide(replica, database, order, open, work),
                then);
    }

    private Write decide(
            Replica replica, OrderDatabase database, UUID id, List<UUID> open, Consumer<ReversalBatch> work) {
        SagaBatch running = shell.batch(replica, database, open, true);
        StoredOrder order = database.orders.get(id);
        ReversalBatch batch = new ReversalBatch(
                order == null ? List.of() : List.of(taken(order)),
                order == null ? List.of() : List.copyOf(order.reversals),
                running,
                shell.inventory(),
                world.dice().generator(),
                replica.now());
        work.accept(batch);
        return () -> batch.changesNothing() ? List.of() : save(database, running, batch);
    }

    private static TakenOrder taken(StoredOrder order) {
        StoredSaga open = order.openSaga();
        return new TakenOrder(
                order.id,
                order.tenant,
                order.customerId,
                order.state,
                order.reason,
                order.version,
                order.currency,
                order.total,
                order.paymentToken,
                open == null ? null : open.id,
                order.placing().steps,
                OrderJson.write(
                        order.lines.stream().map(line -> item(order, line)).toList()));
    }

    private static TakenOrder.Item item(StoredOrder order, Line line) {
        return new TakenOrder.Item(
                line.line(), line.sku(), line.quantity(), line.price(), order.returned.getOrDefault(line.line(), 0));
    }

    /** All or nothing: an order has one open saga, and no line comes back more often than it was bought. */
    private List<OutboxRow> save(OrderDatabase database, SagaBatch running, ReversalBatch batch) {
        Changes changes = batch.changes();
        changes.begun().forEach(saga -> requireNoOpenSaga(database, saga));
        changes.made().forEach(made -> requireOneCancel(database, made));
        changes.counted().forEach(counted -> {
            StoredOrder order = database.order(counted.orderId());
            int sum = order.returned.getOrDefault(counted.line(), 0) + counted.units();
            if (sum > order.lines.get(counted.line() - 1).quantity()) {
                throw new IllegalStateException("returned_never_exceeds_what_was_bought");
            }
        });
        List<OutboxRow> rows = new ArrayList<>(shell.table(database).save(running.changes()));
        changes.counted().forEach(counted -> database.order(counted.orderId())
                .returned
                .merge(counted.line(), counted.units(), Integer::sum));
        changes.made().forEach(made -> add(database, made));
        changes.started().forEach(started -> started(database, started, changes));
        Set<UUID> changed = new HashSet<>();
        changes.orders().stream().filter(shell.table(database)::decide).forEach(order -> changed.add(order.id()));
        Set<UUID> speaking = new HashSet<>();
        changes.begun().forEach(begun -> {
            begin(database, begun, changes);
            if (!database.halted(begun.definition())) {
                speaking.add(begun.id());
            }
        });
        rows.addAll(shell.table(database)
                .say(changes.messages().stream()
                        .filter(message -> (message.ordered() ? changed : speaking).contains(message.cause()))
                        .toList()));
        return rows;
    }

    private static void requireNoOpenSaga(OrderDatabase database, BegunSaga saga) {
        if (database.order(saga.orderId()).openSaga() != null) {
            throw new LostRace("an_order_has_one_open_saga");
        }
    }

    private static void requireOneCancel(OrderDatabase database, ReversalRow made) {
        boolean twice = database.order(made.orderId()).reversals.stream()
                .anyMatch(each -> made.kind() == each.kind()
                        && (made.kind() == ReversalRow.Kind.CANCEL
                                || String.valueOf(made.idempotencyKey()).equals(each.idempotencyKey())));
        if (twice) {
            throw new LostRace("an_order_is_cancelled_once, or a_key_makes_one_return");
        }
    }

    private static void add(OrderDatabase database, ReversalRow made) {
        database.order(made.orderId()).reversals.add(made);
        if (made.state() == ReversalRow.State.WAITING) {
            database.ordersWithWaiting.add(made.orderId());
        }
    }

    private static void started(OrderDatabase database, UUID id, Changes changes) {
        UUID order = changes.begun().stream()
                .filter(begun -> begun.id().equals(id))
                .findFirst()
                .orElseThrow()
                .orderId();
        List<ReversalRow> reversals = database.order(order).reversals;
        reversals.replaceAll(each -> each.id().equals(id) ? asBegun(each, changes) : each);
        if (reversals.stream().noneMatch(each -> each.state() == ReversalRow.State.WAITING)) {
            database.ordersWithWaiting.remove(order);
        }
    }

    private static ReversalRow asBegun(ReversalRow row, Changes changes) {
        return new ReversalRow(
                row.id(),
                row.orderId(),
                row.tenant(),
                row.kind(),
                ReversalRow.State.BEGUN,
                row.idempotencyKey(),
                row.fingerprint(),
                row.lines(),
                row.restock(),
                row.refund(),
                row.authorizationAttempt(),
                row.reason(),
                row.note(),
                row.requestedBy(),
                row.requestedAt(),
                changes.now());
    }

    private void begin(OrderDatabase database, BegunSaga begun, Changes changes) {
        StoredSaga saga = StoredSaga.begun(database.order(begun.orderId()), begun, changes.now());
        database.add(saga);
        shell.table(database).audit(saga);
    }
}
