package dev.waybill.orders.placing;

import dev.waybill.checkout.SagaTransactions;
import dev.waybill.delivery.gathering.Gatherer;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.delivery.wiring.DeliveryConfig;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.Slots;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes orders as they arrive: while one write to a shard is on its way the next orders for that shard gather, and the next
 * write takes them all.
 */
@Singleton
public class OrderIntake {

    /** Orders that may wait for one shard, which bounds the memory that they take. */
    private static final int WAITING_LIMIT = 10_000;

    /** Who would wait for longer is told at once to come again. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Shards shards;
    private final OrderWriter writer;
    private final SagaTransactions sagas;
    private final int batchSize;
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Shard, Gatherer<NewOrder, Placement>> gatherers = new ConcurrentHashMap<>();

    @Inject
    OrderIntake(Shards shards, Relay relay, SagaTransactions sagas, DeliveryConfig config) {
        this(shards, relay, sagas, config.batchSize());
    }

    OrderIntake(Shards shards, Relay relay, SagaTransactions sagas, int batchSize) {
        this.shards = shards;
        this.writer = new OrderWriter(relay);
        this.sagas = sagas;
        this.batchSize = batchSize;
    }

    /** Completes when the order is committed; fails if its shard is away or too much waits for it. */
    CompletableFuture<Placement> place(NewOrder order) {
        Shard home = shards.ofSlot(RoutedId.slotOf(order.id()));
        return gatherers
                .computeIfAbsent(
                        home,
                        shard -> new Gatherer<>(
                                batchSize, WAITING_LIMIT, PATIENCE, writers, batch -> write(shard, batch)))
                .add(order);
    }

    private List<Placement> write(Shard shard, List<NewOrder> batch) {
        List<Placement> placements = writer.writeOrRepeat(shard, batch).placements();
        sagas.placed(placements.stream()
                .filter(Placement.Accepted.class::isInstance)
                .map(accepted -> ((Placement.Accepted) accepted).order().knownSaga())
                .toList());
        return placements;
    }

    /** Whether every shard would refuse an order now. */
    boolean isOverloaded() {
        return gatherers.size() == shards.all().size()
                && gatherers.values().stream().allMatch(Gatherer::isOverloaded);
    }

    /** What the customer's key has made before, if anything. */
    CompletionStage<Optional<Placement>> before(String tenant, String customerId, String key, OrderDraft draft) {
        PlacedOrders.Keys keys = new PlacedOrders.Keys(List.of(new PlacedOrders.Key(tenant, customerId, key)));
        return shards.ofSlot(Slots.ofCustomer(tenant, customerId))
                .query(PlacedOrders.CLAIMS, keys)
                .map(claims ->
                        claims.stream().findFirst().map(claim -> claim.answerTo(OrderFactory.fingerprint(draft))))
                .toCompletionStage();
    }
}
