package dev.waybill.reversals;

import dev.waybill.checkout.InventoryShards;
import dev.waybill.checkout.SagaBatch;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.http.Problem;
import dev.waybill.orders.OrderChange;
import dev.waybill.reversals.Reversals.Changes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a batch of wishes does to the orders that they are about. Pure: rows and wishes in, changes out. Wishes about one
 * order are taken in turn.
 */
public final class ReversalBatch {

    private final Instant now;
    private final Map<UUID, OrderAndReversals> orders = new LinkedHashMap<>();

    /**
     * @param reversals of those orders, the oldest first
     * @param openSagas of those orders, locked
     * @param random for new ids
     */
    public ReversalBatch(
            List<TakenOrder> orders,
            List<ReversalRow> reversals,
            SagaBatch openSagas,
            InventoryShards inventory,
            RandomGenerator random,
            Instant clock) {
        // Postgres keeps microseconds: what is answered now shall equal what is read later.
        this.now = clock.truncatedTo(ChronoUnit.MICROS);
        Map<UUID, List<ReversalRow>> byOrder = reversals.stream().collect(Collectors.groupingBy(ReversalRow::orderId));
        for (TakenOrder order : orders) {
            this.orders.put(
                    order.id(),
                    new OrderAndReversals(
                            order,
                            byOrder.getOrDefault(order.id(), List.of()),
                            openSagas,
                            inventory,
                            random,
                            this.now));
        }
    }

    public Outcome take(Wish wish) {
        OrderAndReversals order = orders.get(wish.orderId());
        if (order == null) {
            return new Outcome.Refused(Problem.notFound("There is no order \"%s\".".formatted(wish.orderId())));
        }
        return switch (wish) {
            case Wish.Cancel cancel -> order.cancel(cancel);
            case Wish.Return some -> order.takeBack(some);
        };
    }

    /** Begins what has waited longest, if nothing of the order is under way any more. */
    public void beginWaiting(UUID order) {
        OrderAndReversals found = orders.get(order);
        if (found != null) {
            found.beginWaiting();
        }
    }

    public Changes changes() {
        return new Changes(
                all(OrderAndReversals::made),
                all(OrderAndReversals::started),
                all(order -> order.sagas().counted().stream()),
                all(order -> order.sagas().decided()),
                all(order -> order.sagas().begun().stream()),
                messages(),
                now);
    }

    public boolean changesNothing() {
        Changes changes = changes();
        return changes.made().isEmpty() && changes.started().isEmpty();
    }

    public List<OutboxMessage> messages() {
        return all(order -> order.sagas().messages().stream());
    }

    /** Orders of which something new is known. */
    public List<OrderChange> orderChanges() {
        return all(order -> order.sagas().decided()).stream()
                .map(order -> new OrderChange(
                        order.id(), order.state(), order.reason(), order.detail(), order.version(), order.now()))
                .toList();
    }

    private <T> List<T> all(Function<OrderAndReversals, Stream<T>> of) {
        return orders.values().stream().flatMap(of).toList();
    }
}
