package dev.waybill.orders.placing;

import dev.waybill.checkout.SagaTransactions;
import dev.waybill.contracts.MessageType;
import dev.waybill.delivery.gathering.Gatherer;
import dev.waybill.delivery.gathering.Window;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.delivery.wiring.DeliveryConfig;
import dev.waybill.orders.watching.OrderEventListener;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Writes orders as they arrive: while those of one write to a shard are under way to their decisions, the next orders for
 * that shard gather, and the next write takes them all, as soon as the shard's {@link Window} is open.
 */
@Singleton
public class OrderIntake implements OrderEventListener {

    /** Orders that may wait for one shard, which bounds the memory that they take. */
    private static final int WAITING_LIMIT = 10_000;

    /** Who would wait for longer is told at once to come again. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Shards shards;
    private final OrderWriter writer;
    private final SagaTransactions sagas;
    private final int batchSize;
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Shard, Entrance> entrances = new ConcurrentHashMap<>();

    /** A shard's. */
    private record Entrance(Window window, Gatherer<NewOrder, Placement> gatherer) {}

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
        return entrances.computeIfAbsent(home, this::entrance).gatherer().add(order);
    }

    private Entrance entrance(Shard shard) {
        Window window = new Window();
        return new Entrance(
                window,
                new Gatherer<>(
                        batchSize, WAITING_LIMIT, PATIENCE, window, writers, batch -> write(shard, window, batch)));
    }

    private List<Placement> write(Shard shard, Window window, List<NewOrder> batch) {
        Set<UUID> open = batch.stream().map(NewOrder::id).collect(Collectors.toSet());
        // Before the write, so that no decision is missed.
        window.left(open);
        try {
            List<Placement> placements = writer.writeOrRepeat(shard, batch).placements();
            List<NewOrder> accepted = placements.stream()
                    .filter(Placement.Accepted.class::isInstance)
                    .map(placement -> ((Placement.Accepted) placement).order())
                    .toList();
            accepted.forEach(order -> open.remove(order.id()));
            sagas.placed(accepted.stream().map(NewOrder::knownSaga).toList());
            return placements;
        } finally {
            window.notWritten(open);
        }
    }

    /** Whichever replica has decided it. */
    @Override
    public void heard(UUID orderId, MessageType event, long saidAt) {
        boolean decided = event == MessageType.ORDER_CONFIRMED || event == MessageType.ORDER_REJECTED;
        if (decided && RoutedId.isRouted(orderId)) {
            Entrance entrance = entrances.get(shards.ofSlot(RoutedId.slotOf(orderId)));
            if (entrance != null) {
                entrance.window().decided(orderId);
            }
        }
    }

    /** Whether every shard would refuse an order now. */
    boolean isOverloaded() {
        return entrances.size() == shards.all().size()
                && entrances.values().stream()
                        .allMatch(entrance -> entrance.gatherer().isOverloaded());
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
