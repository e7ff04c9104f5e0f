package dev.waybill.reversals;

import dev.waybill.checkout.InventoryShards;
import dev.waybill.checkout.SagaBatch;
import dev.waybill.checkout.SagaTransactions;
import dev.waybill.delivery.consuming.Splitting;
import dev.waybill.delivery.gathering.Gatherer;
import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.reversals.Reversals.AtMost;
import dev.waybill.reversals.Reversals.FoundId;
import dev.waybill.reversals.Reversals.Orders;
import dev.waybill.shards.Pending;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SqlFailure;
import dev.waybill.shards.Transaction;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Takes cancels and returns in, and begins those that had to wait. A batch of one shard is one transaction: BEGIN, lock the
 * open sagas, lock the orders, read orders and reversals (one flush); lock and read the open sagas, if there are any
 * (another); write those that are turned round, if any, and the rest, and COMMIT. Seven to ten statements, whatever its
 * size.
 */
@Singleton
public class ReversalIntake {

    /** Wishes that may wait for one shard. */
    private static final int WAITING_LIMIT = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int BATCH_SIZE = 200;
    private static final int ATTEMPTS = 5;
    private static final Logger LOG = Logger.getLogger(ReversalIntake.class);
    private static final String UNIQUE_VIOLATION = "23505";

    private final Shards shards;
    private final Relay relay;
    private final SagaTransactions sagas;
    private final InventoryShards inventory;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Shard, Gatherer<Wish, Outcome>> gatherers = new ConcurrentHashMap<>();
    private final Set<UUID> reported = ConcurrentHashMap.newKeySet();

    ReversalIntake(Shards shards, Relay relay, SagaTransactions sagas, InventoryShards inventory, Clock clock) {
        this.shards = shards;
        this.relay = relay;
        this.sagas = sagas;
        this.inventory = inventory;
        this.clock = clock;
    }

    /** Completes when what came of the wish is committed; fails if its shard is away or too much waits for it. */
    CompletableFuture<Outcome> take(Wish wish) {
        return gatherers
                .computeIfAbsent(
                        shards.ofSlot(RoutedId.slotOf(wish.orderId())),
                        shard -> new Gatherer<>(
                                BATCH_SIZE, WAITING_LIMIT, PATIENCE, writers, batch -> takeAll(shard, batch)))
                .add(wish);
    }

    List<Outcome> takeAll(Shard shard, List<Wish> wishes) {
        return rerunIfLost(() -> {
            List<Outcome> outcomes = new ArrayList<>();
            run(
                    shard,
                    wishes.stream().map(Wish::orderId).distinct().toList(),
                    batch -> wishes.forEach(wish -> outcomes.add(batch.take(wish))));
            return outcomes;
        });
    }

    /**
     * Begins cancels and returns whose orders have nothing under way any more.
     *
     * @return of how many orders
     */
    int beginWaiting(Shard shard) {
        if (!shard.ready()) {
            return 0;
        }
        List<UUID> orders = shard.run(Reversals.FIND_WAITING, new AtMost(BATCH_SIZE)).stream()
                .map(FoundId::id)
                .toList();
        if (!orders.isEmpty()) {
            // One that can't be begun must not hold up the others of its shard.
            Splitting.run(orders, part -> beginAll(shard, part), this::report);
        }
        return orders.size();
    }

    private void beginAll(Shard shard, List<UUID> orders) {
        rerunIfLost(() -> run(shard, orders, batch -> orders.forEach(batch::beginWaiting)));
    }

    /** Once: it is tried again twice a second, and the audit shows it for as long as it waits. */
    private void report(UUID order, RuntimeException why) {
        if (reported.add(order)) {
            LOG.errorf(why, "what waits to be taken back of order %s can't be begun", order);
        }
    }

    private int run(Shard shard, List<UUID> orders, Consumer<ReversalBatch> work) {
        OneTransaction transaction = new OneTransaction(orders, work);
        List<Emitted> emitted = shard.inTransaction(orders.size(), transaction);
        relay.publish(shard, transaction.messages, emitted);
        transaction.committed();
        return orders.size();
    }

    /** The winner of a race has committed, so once more is enough, unless a third comes. */
    private static <T> T rerunIfLost(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isLostRace(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isLostRace(RuntimeException failure) {
        boolean begunTwice = failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
        return failure instanceof LostRaceException || begunTwice || isDeadlock(failure);
    }

    private static boolean isDeadlock(RuntimeException failure) {
        return failure instanceof PgException pg
                && SqlFailure.of(pg) == SqlFailure.TRANSIENT
                && String.valueOf(pg.getSqlState()).startsWith("40");
    }

    private final class OneTransaction implements Shard.Work<Emitted> {

        private final List<UUID> orders;
        private final Consumer<ReversalBatch> work;
        private final List<OutboxMessage> messages = new ArrayList<>();
        private List<Runnable> afterwards = List.of();

        OneTransaction(List<UUID> orders, Consumer<ReversalBatch> work) {
            this.orders = orders.stream().sorted().toList();
            this.work = work;
        }

        @Override
        public Pending<Emitted> in(Transaction transaction) {
            Orders wanted = new Orders(orders);
            Instant now = clock.instant();
            Pending<FoundId> openSagas = transaction.send(Reversals.LOCK_OPEN_SAGAS, wanted);
            transaction.send(Reversals.LOCK_ORDERS, wanted);
            Pending<TakenOrder> taken = transaction.send(Reversals.READ_ORDERS, wanted);
            Pending<ReversalRow> known = transaction.send(Reversals.OF_ORDERS, wanted);
            List<UUID> open = openSagas.rows().stream().map(FoundId::id).toList();
            SagaBatch running = open.isEmpty()
                    ? new SagaBatch(List.of(), Map.of(), now)
                    : sagas.lockWithLines(transaction, open, now);
            ReversalBatch batch = new ReversalBatch(taken.rows(), known.rows(), running, inventory, random, now);
            work.accept(batch);
            return save(transaction, running, batch);
        }

        private Pending<Emitted> save(Transaction transaction, SagaBatch running, ReversalBatch batch) {
            messages.addAll(running.messages());
            messages.addAll(batch.messages());
            afterwards = List.of(() -> sagas.committed(running), () -> sagas.tell(batch.orderChanges()));
            if (batch.changesNothing()) {
                return Pending.none();
            }
            Pending<Emitted> turned = sagas.save(transaction, running);
            Pending<Emitted> begun = transaction.send(Reversals.SAVE, batch.changes());
            return turned.and(begun);
        }

        void committed() {
            afterwards.forEach(Runnable::run);
        }
    }
}
