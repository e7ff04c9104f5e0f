package dev.waybill.orders.placing;

import dev.waybill.delivery.gathering.Gatherer;
import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.delivery.wiring.DeliveryConfig;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.Slots;
import dev.waybill.shards.SqlFailure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes orders as they arrive: while one write to a shard is on its way the next orders for that shard gather. A write is
 * one statement, and so one commit and one round trip, for all of them with their items, sagas, keys and messages; a second
 * statement runs only when a key has been used before.
 */
@Singleton
public class OrderIntake {

    /** Orders that may wait for one shard: some seconds' work; more would only wait longer. */
    private static final int WAITING_LIMIT = 10_000;

    private final Shards shards;
    private final Relay relay;
    private final int batchSize;
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Shard, Gatherer<NewOrder, Placement>> gatherers = new ConcurrentHashMap<>();

    @Inject
    OrderIntake(Shards shards, Relay relay, DeliveryConfig config) {
        this(shards, relay, config.batchSize());
    }

    OrderIntake(Shards shards, Relay relay, int batchSize) {
        this.shards = shards;
        this.relay = relay;
        this.batchSize = batchSize;
    }

    /** Completes when the order is committed; fails if its shard is away or too much waits for it. */
    CompletableFuture<Placement> place(NewOrder order) {
        Shard home = shards.ofSlot(RoutedId.slotOf(order.id()));
        return gatherers
                .computeIfAbsent(
                        home,
                        shard ->
                                new Gatherer<>(batchSize, WAITING_LIMIT, writers, batch -> writeOrRepeat(shard, batch)))
                .add(order);
    }

    /** What the customer's key has made before, if anything. */
    CompletionStage<Optional<Placement>> before(String tenant, String customerId, String key, OrderDraft draft) {
        PlacedOrders.Keys keys = new PlacedOrders.Keys(List.of(new PlacedOrders.Key(tenant, customerId, key)));
        return shards.ofSlot(Slots.ofCustomer(tenant, customerId))
                .query(PlacedOrders.CLAIMS, keys)
                .map(claims -> claims.stream().findFirst().map(claim -> made(claim, OrderFactory.fingerprint(draft))))
                .toCompletionStage();
    }

    /** A batch whose connection broke may have been committed: it is written again, once, under the same ids. */
    private List<Placement> writeOrRepeat(Shard shard, List<NewOrder> batch) {
        try {
            return write(shard, batch);
        } catch (RuntimeException e) {
            if (SqlFailure.of(e) != SqlFailure.TRANSIENT || !shard.ready()) {
                throw e;
            }
            return write(shard, batch);
        }
    }

    List<Placement> write(Shard shard, List<NewOrder> batch) {
        List<Emitted> emitted = shard.run(PlacedOrders.INSERT, PlacedOrders.Batch.of(batch));
        List<OutboxMessage> messages =
                batch.stream().flatMap(order -> order.messages().stream()).toList();
        relay.publish(shard, messages, emitted);
        Set<UUID> said = emitted.stream().map(Emitted::messageId).collect(Collectors.toSet());
        Map<PlacedOrders.Key, PlacedOrders.Claim> claims = claims(shard, batch, said);
        return batch.stream().map(order -> placement(order, said, claims)).toList();
    }

    /** What the keys of the orders that were not written have made before; no statement if all were. */
    private static Map<PlacedOrders.Key, PlacedOrders.Claim> claims(Shard shard, List<NewOrder> batch, Set<UUID> said) {
        List<PlacedOrders.Key> keys = batch.stream()
                .filter(order -> !isWritten(order, said) && order.idempotencyKey() != null)
                .map(OrderIntake::key)
                .distinct()
                .toList();
        return keys.isEmpty()
                ? Map.of()
                : shard.run(PlacedOrders.CLAIMS, new PlacedOrders.Keys(keys)).stream()
                        .collect(Collectors.toMap(PlacedOrders.Claim::asKey, Function.identity()));
    }

    private static Placement placement(
            NewOrder order, Set<UUID> said, Map<PlacedOrders.Key, PlacedOrders.Claim> claims) {
        if (isWritten(order, said) || order.idempotencyKey() == null) {
            return new Placement.Accepted(order);
        }
        PlacedOrders.Claim claim = claims.get(key(order));
        if (claim == null || claim.orderId().equals(order.id())) {
            // Written by the first run of this batch, whose answer was lost; its messages are the sweeper's.
            return new Placement.Accepted(order);
        }
        return made(claim, order.fingerprint());
    }

    private static Placement made(PlacedOrders.Claim claim, byte[] fingerprint) {
        return Arrays.equals(claim.fingerprint(), fingerprint)
                ? new Placement.Replayed(claim.orderId())
                : new Placement.KeyReused();
    }

    private static boolean isWritten(NewOrder order, Set<UUID> said) {
        return said.contains(order.messages().getFirst().messageId());
    }

    private static PlacedOrders.Key key(NewOrder order) {
        return new PlacedOrders.Key(order.tenant(), order.order().customerId(), String.valueOf(order.idempotencyKey()));
    }
}
