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
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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

    private static final Logger LOG = Logger.getLogger(OrderWriter.class);

    private final Relay relay;

    OrderWriter(Relay relay) {
        this.relay = relay;
    }

    /** A batch whose connection broke may have been committed: it is written again, once, under the same ids. */
    Written writeOrRepeat(Shard shard, List<NewOrder> batch) {
        return orRepeat(shard, () -> write(shard, batch));
    }

    /** Fails only if nothing is known to be written: what is, is said, also when the second statement fails. */
    Written write(Shard shard, List<NewOrder> batch) {
        PlacedOrders.Batch rows = PlacedOrders.Batch.of(batch);
        List<Emitted> emitted = shard.run(rows.items().size(), PlacedOrders.INSERT, rows);
        List<OutboxMessage> messages = rows.messages();
        CompletableFuture<Void> published = relay.publishing(shard, messages, emitted);
        Set<UUID> said = emitted.stream().map(Emitted::messageId).collect(Collectors.toSet());
        Predicate<NewOrder> placed = order -> order.idempotencyKey() == null || isWritten(order, said);
        Function<NewOrder, Placement> before =
                before(shard, batch.stream().filter(placed.negate()).toList());
        return new Written(
                batch.stream()
                        .map(order -> placed.test(order) ? new Placement.Accepted(order) : before.apply(order))
                        .toList(),
                published);
    }

    /** What the keys have made before; no statement if there are none. */
    static Map<PlacedOrders.Key, Claim> claims(Shard shard, Collection<PlacedOrders.Key> keys) {
        return keys.isEmpty()
                ? Map.of()
                : shard.run(keys.size(), PlacedOrders.CLAIMS, new PlacedOrders.Keys(List.copyOf(keys))).stream()
                        .collect(Collectors.toMap(Claim::asKey, Function.identity()));
    }

    /** What comes of orders whose keys were used before. */
    private static Function<NewOrder, Placement> before(Shard shard, List<NewOrder> repeated) {
        Set<PlacedOrders.Key> keys = repeated.stream().map(PlacedOrders.Key::of).collect(Collectors.toSet());
        try {
            Map<PlacedOrders.Key, Claim> claims = orRepeat(shard, () -> claims(shard, keys));
            return order -> placement(order, claims.get(PlacedOrders.Key.of(order)));
        } catch (RuntimeException e) {
            // The others are committed by now. If they were refused along with these, who has no key would order twice.
            LOG.warnf(e, "what %d keys have made on %s could not be read", keys.size(), shard.name());
            return order -> new Placement.Unread(e);
        }
    }

    private static Placement placement(NewOrder order, @Nullable Claim claim) {
        // If it is this order itself: the first run of this batch wrote it, its answer was lost; the sweeper says it
        // all.
        return claim == null || claim.orderId().equals(order.id())
                ? new Placement.Accepted(order)
                : claim.answerTo(order.fingerprint());
    }

    private static boolean isWritten(NewOrder order, Set<UUID> said) {
        return said.contains(order.messages().getFirst().messageId());
    }

    private static <R> R orRepeat(Shard shard, Supplier<R> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (SqlFailure.of(e) != SqlFailure.TRANSIENT || !shard.ready()) {
                throw e;
            }
            return work.get();
        }
    }
}
