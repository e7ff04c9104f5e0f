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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/** The one way to change sagas on a shard: load, decide, save, and once that is committed publish, tell and count. */
public final class SagaTransactions {

    private final Relay relay;
    private final Clock clock;
    private final InventoryShards inventory;
    private final SagaMetrics metrics;
    private final Consumer<List<OrderChange>> listener;

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

    /** For a transaction that changes more than sagas, and publishes by itself. */
    public Pending<Emitted> save(Transaction transaction, SagaBatch batch) {
        Sagas.Changes changes = batch.changes();
        return changes.isEmpty() ? Pending.none() : transaction.send(Sagas.SAVE, changes);
    }

    public void committed(SagaBatch batch) {
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
