package dev.waybill.checkout;

import dev.waybill.contracts.StockLine;
import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.orders.OrderChange;
import dev.waybill.shards.Pending;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Transaction;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/** The one way to change sagas on a shard: know or load, decide, save, and once that is committed publish, tell and count. */
public final class SagaTransactions {

    private final Relay relay;
    private final Clock clock;
    private final InventoryShards inventory;
    private final SagaMetrics metrics;
    private final Consumer<List<OrderChange>> listener;
    private final RecentSagas recent = new RecentSagas();

    /**
     * @param listener learns of orders that have come to a state, after the commit
     */
    public SagaTransactions(
            Relay relay,
            Clock clock,
            InventoryShards inventory,
            MeterRegistry registry,
            Consumer<List<OrderChange>> listener) {
        this.relay = relay;
        this.clock = clock;
        this.inventory = inventory;
        this.metrics = new SagaMetrics(registry);
        this.listener = listener;
    }

    /**
     * @param sagas about how many it concerns
     * @param work loads sagas by one of the methods here, and lets things happen to them
     */
    public SagaBatch run(Shard shard, int sagas, Function<Transaction, SagaBatch> work) {
        AtomicReference<SagaBatch> decided = new AtomicReference<>();
        List<Emitted> emitted = shard.inTransaction(sagas, transaction -> {
            SagaBatch batch = work.apply(transaction);
            decided.set(batch);
            return save(transaction, batch);
        });
        SagaBatch batch = Objects.requireNonNull(decided.get());
        relay.publish(shard, batch.messages(), emitted);
        committed(batch);
        return batch;
    }

    /**
     * Lets things happen to sagas as this process wrote them last, without a look at their rows: one statement and one round
     * trip. What has changed since is left as it is, which the row's version tells; so is what nothing came of, since that
     * may be because of a change.
     *
     * @return those that are left, to be looked at under their locks; all of them if one is not known
     */
    public Set<UUID> runRecent(Shard shard, Set<UUID> ids, Consumer<SagaBatch> work) {
        List<KnownSaga> known = recent.take(ids);
        if (known.isEmpty()) {
            return ids;
        }
        SagaBatch batch = SagaBatch.ofKnown(known, clock.instant());
        work.accept(batch);
        Set<UUID> left = new HashSet<>(ids);
        batch.written().forEach(each -> left.remove(each.row().id()));
        batch.forget(left);
        Sagas.Changes changes = batch.changes();
        if (!changes.isEmpty()) {
            List<Sagas.Saved> saved = shard.run(changes.sagas().size(), Sagas.SAVE_KNOWN, changes);
            Set<UUID> overtaken = Sagas.overtaken(saved);
            relay.publish(shard, batch.messages(), Sagas.emitted(saved));
            batch.forget(overtaken);
            left.addAll(overtaken);
            committed(batch);
        }
        return left;
    }

    /** Of orders that have just been committed. */
    public void placed(Collection<KnownSaga> sagas) {
        recent.put(sagas);
    }

    /** For a transaction that changes more than sagas, and publishes by itself. */
    public Pending<Emitted> save(Transaction transaction, SagaBatch batch) {
        Sagas.Changes changes = batch.changes();
        return changes.isEmpty() ? Pending.none() : transaction.send(Sagas.SAVE, changes);
    }

    public void committed(SagaBatch batch) {
        recent.put(batch.written());
        tell(batch.orderChanges());
        metrics.count(batch);
    }

    /** Of orders that were changed and committed together with sagas. */
    public void tell(List<OrderChange> changes) {
        listener.accept(changes);
    }

    /** Locks the sagas, in the order of their ids. One statement, for replies: what is asked anew is not among them. */
    public SagaBatch lock(Transaction transaction, List<UUID> sagas) {
        return new SagaBatch(transaction.send(Sagas.LOCK, new Sagas.Ids(sagas)).rows(), Map.of(), clock.instant());
    }

    /** Locks the sagas and reads their orders' lines: two statements in one flush, for whatever may be asked anew. */
    public SagaBatch lockWithLines(Transaction transaction, List<UUID> sagas) {
        return lockWithLines(transaction, sagas, clock.instant());
    }

    /**
     * As above.
     *
     * @param now the same for all that the transaction does
     */
    public SagaBatch lockWithLines(Transaction transaction, List<UUID> sagas, Instant now) {
        Pending<SagaRow> rows = transaction.send(Sagas.LOCK, new Sagas.Ids(sagas));
        Pending<Sagas.Line> lines = transaction.send(Sagas.LINES, new Sagas.Ids(sagas));
        return new SagaBatch(rows.rows(), byShard(rows.rows(), lines.rows()), now);
    }

    private Map<UUID, Map<Integer, List<StockLine>>> byShard(List<SagaRow> sagas, List<Sagas.Line> lines) {
        Map<UUID, List<StockLine>> byOrder = new HashMap<>();
        lines.forEach(line -> byOrder.computeIfAbsent(line.orderId(), order -> new ArrayList<>())
                .add(new StockLine(line.sku(), line.quantity())));
        Map<UUID, Map<Integer, List<StockLine>>> byShard = new HashMap<>();
        sagas.forEach(saga -> byShard.put(
                saga.orderId(), inventory.split(saga.tenant(), byOrder.getOrDefault(saga.orderId(), List.of()))));
        return byShard;
    }
}
