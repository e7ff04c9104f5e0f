package dev.waybill.benchmark.shop;

import dev.waybill.benchmark.shop.Shop.OrderView;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who waits for which order. Requests and decisions meet in memory, since a contender is one process; a build of several
 * would have to poll or to listen, and would be slower.
 */
public final class Decisions {
    private final Map<UUID, CompletableFuture<OrderView>> awaited = new ConcurrentHashMap<>();

    /** To be called before the order can be decided, or before its state is read. */
    public CompletableFuture<OrderView> of(UUID order) {
        return awaited.computeIfAbsent(order, any -> new CompletableFuture<>());
    }

    /** For an order that was not made after all. */
    public void forget(UUID order) {
        awaited.remove(order);
    }

    /** To be called after the decision is committed. */
    public void tell(OrderView decided) {
        CompletableFuture<OrderView> waiting = awaited.remove(decided.id());
        if (waiting != null) {
            waiting.complete(decided);
        }
    }
}
