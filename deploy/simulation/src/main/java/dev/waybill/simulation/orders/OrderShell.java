package dev.waybill.simulation.orders;

import dev.waybill.checkout.Happenings;
import dev.waybill.checkout.InventoryShards;
import dev.waybill.checkout.KnownSaga;
import dev.waybill.checkout.RecentSagas;
import dev.waybill.checkout.SagaBatch;
import dev.waybill.checkout.SagaRow;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.StockLine;
import dev.waybill.contracts.Topic;
import dev.waybill.sagas.Decision;
import dev.waybill.sagas.Happening;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.ShardMap;
import dev.waybill.simulation.running.Broker;
import dev.waybill.simulation.running.Replica;
import dev.waybill.simulation.running.Replica.Then;
import dev.waybill.simulation.running.Service;
import dev.waybill.simulation.running.World;
import dev.waybill.simulation.time.Timeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The order service: replies, overdue sagas, and whatever ops does to one. */
public final class OrderShell {

    private static final int AT_MOST = 200;

    private final World world;
    private final Service<OrderDatabase> service;
    private final ShardMap shards;
    private final InventoryShards inventory;
    private final Map<OrderDatabase, SagaTable> tables = new HashMap<>();
    private final Map<Replica, RecentSagas> recent = new HashMap<>();

    public OrderShell(
            World world, Broker broker, List<OrderDatabase> databases, ShardMap shards, InventoryShards inventory) {
        this.world = world;
        this.service = new Service<>(world, "order", broker, databases);
        this.shards = shards;
        this.inventory = inventory;
        databases.forEach(database -> tables.put(database, new SagaTable(world, database)));
        service.consume(broker, Topic.ORDER_REPLIES, row -> shardOf(((Reply) row.read()).orderId()), this::replies);
        service.schedule(4 * Timeline.SECOND, this::rescue);
        service.sweep();
        service.replicas().forEach(replica -> replica.whenItEnds(() -> recent.remove(replica)));
    }

    public Service<OrderDatabase> service() {
        return service;
    }

    public InventoryShards inventory() {
        return inventory;
    }

    public OrderDatabase database(UUID order) {
        return service.databases().get(shardOf(order));
    }

    private int shardOf(UUID order) {
        return shards.shardOf(RoutedId.slotOf(order));
    }

    SagaTable table(OrderDatabase database) {
        return Objects.requireNonNull(tables.get(database));
    }

    /** What a replica wrote last it changes without a look; what is not so any more, and what came to nothing, with one. */
    private void replies(Replica replica, OrderDatabase database, List<Message> batch, Then then) {
        Set<UUID> ids = batch.stream()
                .map(message -> ((Reply) message).request().sagaId())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<KnownSaga> known = recent(replica).take(ids);
        if (known.isEmpty()) {
            underLocks(replica, database, ids, batch, then);
            return;
        }
        SagaBatch decision = SagaBatch.ofKnown(known, replica.now());
        batch.forEach(message -> hear(replica, decision, (Reply) message));
        Set<UUID> saved = new HashSet<>();
        replica.transact(
                database,
                () -> ids,
                batch,
                () -> () -> table(database).saveKnown(decision.changes(), saved),
                then.on(() -> {
                    Set<UUID> left = new LinkedHashSet<>(ids);
                    left.removeAll(saved);
                    decision.forget(left);
                    recent(replica).put(decision.written());
                    if (left.isEmpty()) {
                        then.committed();
                    } else {
                        underLocks(replica, database, left, batch, then);
                    }
                }));
    }

    private void underLocks(Replica replica, OrderDatabase database, Set<UUID> ids, List<Message> batch, Then then) {
        change(replica, database, List.copyOf(ids), false, batch, then, decision -> {
            batch.stream()
                    .filter(message -> ids.contains(((Reply) message).request().sagaId()))
                    .forEach(message -> hear(replica, decision, (Reply) message));
            return OrderShell::nothingMore;
        });
    }

    /** What a replica has just placed. */
    void placed(Replica replica, OrderDatabase database, UUID saga) {
        recent(replica)
                .put(table(database).read(List.of(saga)).stream()
                        .map(KnownSaga::of)
                        .toList());
    }

    private RecentSagas recent(Replica replica) {
        return recent.computeIfAbsent(replica, any -> new RecentSagas());
    }

    private void hear(Replica replica, SagaBatch decision, Reply reply) {
        world.trace().tell(reply.orderId(), replica.toString(), () -> "hears " + reply);
        decision.happen(reply.request().sagaId(), Happenings.of(reply), null);
    }

    /** Passes over what another transaction holds. */
    private void rescue(Replica replica, OrderDatabase database) {
        Instant now = replica.now();
        List<UUID> overdue = database.openSagas.stream()
                .map(database::saga)
                .filter(Objects::nonNull)
                .filter(saga -> saga.dueAt != null && !saga.dueAt.isAfter(now))
                .filter(saga -> !saga.paused && !database.halted(saga.definition))
                .map(saga -> saga.id)
                .filter(database.unlocked())
                .limit(AT_MOST)
                .toList();
        if (!overdue.isEmpty()) {
            change(replica, database, overdue, true, List.of(), replica.then(() -> {}), decision -> {
                overdue.stream()
                        .filter(decision::has)
                        .forEach(saga -> decision.happen(saga, rescued(database, saga), null));
                return OrderShell::nothingMore;
            });
        }
    }

    private static Happening rescued(OrderDatabase database, UUID id) {
        StoredSaga saga = Objects.requireNonNull(database.saga(id));
        boolean resumed = saga.dueAt != null && !saga.dueAt.isAfter(Instant.EPOCH);
        return resumed ? new Happening.Resumed() : new Happening.TimePassed();
    }

    /**
     * Lets something happen to one saga, as ops does. The auditor learns of a step that ops take upon themselves when that is
     * committed, and of no more than they are let do.
     */
    public void happen(Replica replica, UUID order, UUID saga, Happening happening) {
        OrderDatabase database = database(order);
        change(replica, database, List.of(saga), true, List.of(), replica.then(() -> {}), decision -> {
            world.trace().tell(order, "ops", happening::toString);
            boolean taken = decision.happen(saga, happening, null) instanceof Decision.Proceed;
            return taken && happening instanceof Happening.Skipped
                    ? () -> world.auditor().orders().tookUponThemselves(order)
                    : OrderShell::nothingMore;
        });
    }

    private static void nothingMore() {}

    private void change(
            Replica replica,
            OrderDatabase database,
            List<UUID> ids,
            boolean withLines,
            List<Message> about,
            Then then,
            Function<SagaBatch, Runnable> work) {
        AtomicReference<SagaBatch> decided = new AtomicReference<>();
        replica.transact(
                database,
                () -> ids,
                about,
                () -> {
                    SagaBatch batch = batch(replica, database, ids, withLines);
                    decided.set(batch);
                    Runnable atCommit = work.apply(batch);
                    return () -> {
                        atCommit.run();
                        return table(database).save(batch.changes());
                    };
                },
                then.on(() -> {
                    recent(replica).put(Objects.requireNonNull(decided.get()).written());
                    then.committed();
                }));
    }

    SagaBatch batch(Replica replica, OrderDatabase database, List<UUID> ids, boolean withLines) {
        List<SagaRow> rows = table(database).read(ids);
        Map<UUID, Map<Integer, List<StockLine>>> lines = new HashMap<>();
        if (withLines) {
            rows.forEach(row -> lines.put(
                    row.orderId(), inventory.split(row.tenant(), SagaTable.lines(database.order(row.orderId())))));
        }
        return new SagaBatch(rows, lines, replica.now());
    }
}
