package dev.waybill.orders.placing;

import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.orders.placing.PlacedOrders.Claim;
import dev.waybill.shards.Shard;
import dev.waybill.shards.SqlFailure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes many orders of one shard, with their items, sagas, keys and messages: one statement, one commit, one round trip. A
 * second statement runs only when a key has been used before.
 */
final class OrderWriter {

    /**
     * What came of a batch.
     *
     * @param placements one for each order, in order
     * @param published done when the broker has the messages, or has refused them
     */
    record Written(List<Placement> placements, CompletableFuture<Void> published) {}

    private final Relay relay;

    OrderWriter(Relay relay) {
        this.relay = relay;
    }

    /** A batch whose connection broke may have been committed: it is written again, once, under the same ids. */
    Written writeOrRepeat(Shard shard, List<NewOrder> batch) {
        try {
            return write(shard, batch);
        } catch (RuntimeException e) {
            if (SqlFailure.of(e) != SqlFailure.TRANSIENT || !shard.ready()) {
                throw e;
            }
            return write(shard, batch);
        }
    }

    Written write(Shard shard, List<NewOrder> batch) {
        PlacedOrders.Batch rows = PlacedOrders.Batch.of(batch);
        List<Emitted> emitted = shard.run(rows.items().size(), PlacedOrders.INSERT, rows);
        List<OutboxMessage> messages = rows.messages();
        CompletableFuture<Void> published = relay.publishing(shard, messages, emitted);
        Set<UUID> said = emitted.stream().map(Emitted::messageId).collect(Collectors.toSet());
        Map<PlacedOrders.Key, Claim> claims = claims(shard, batch, said);
        return new Written(
                batch.stream().map(order -> placement(order, said, claims)).toList(), published);
    }

    /** What the keys have made before; no statement if there are none. */
    static Map<PlacedOrders.Key, Claim> claims(Shard shard, Collection<PlacedOrders.Key> keys) {
        return keys.isEmpty()
                ? Map.of()
                : shard.run(keys.size(), PlacedOrders.CLAIMS, new PlacedOrders.Keys(List.copyOf(keys))).stream()
                        .collect(Collectors.toMap(Claim::asKey, Function.identity()));
    }

    private static Map<PlacedOrders.Key, Claim> claims(Shard shard, List<NewOrder> batch, Set<UUID> said) {
        return claims(
                shard,
                batch.stream()
                        .filter(order -> order.idempotencyKey() != null && !isWritten(order, said))
                        .map(PlacedOrders.Key::of)
                        .collect(Collectors.toSet()));
    }

    private static Placement placement(NewOrder order, Set<UUID> said, Map<PlacedOrders.Key, Claim> claims) {
        if (isWritten(order, said) || order.idempotencyKey() == null) {
            return new Placement.Accepted(order);
        }
        Claim claim = claims.get(PlacedOrders.Key.of(order));
        // If it is this order itself: the first run of this batch wrote it, its answer was lost; the sweeper says it
        // all.
        return claim == null || claim.orderId().equals(order.id())
                ? new Placement.Accepted(order)
                : claim.answerTo(order.fingerprint());
    }

    private static boolean isWritten(NewOrder order, Set<UUID> said) {
        return said.contains(order.messages().getFirst().messageId());
    }
}
