package dev.waybill.orders.watching;

import dev.waybill.checkout.Checkout.OrderChanges;
import dev.waybill.orders.OrderChange;
import dev.waybill.orders.reading.OrderCache;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tells those who wait in this replica that an order has changed, whichever replica changed it: what was committed here is
 * told when the cache knows of it, what was committed elsewhere when its event comes by.
 */
@Singleton
public class OrderWatch {

    private final OrderCache cache;
    private final Map<UUID, List<Consumer<OrderChange>>> watchers = new ConcurrentHashMap<>();

    OrderWatch(OrderCache cache) {
        this.cache = cache;
    }

    /** An order being watched; close it when done. */
    public interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    /** Told of each change from now on, perhaps twice; must not block. */
    public Watching watch(UUID orderId, Consumer<OrderChange> watcher) {
        watchers.compute(orderId, (id, others) -> {
            List<Consumer<OrderChange>> all = others == null ? new CopyOnWriteArrayList<>() : others;
            all.add(watcher);
            return all;
        });
        return () -> watchers.computeIfPresent(orderId, (id, all) -> {
            all.remove(watcher);
            return all.isEmpty() ? null : all;
        });
    }

    /** Completes when the order is decided; exceptionally when that takes longer than the patience lasts. */
    public CompletableFuture<OrderChange> decision(UUID orderId, Duration patience) {
        return await(orderId, patience, change -> change.state().decided());
    }

    /** Completes with the first change that is wanted; exceptionally when that takes longer than the patience lasts. */
    public CompletableFuture<OrderChange> await(UUID orderId, Duration patience, Predicate<OrderChange> wanted) {
        CompletableFuture<OrderChange> awaited = new CompletableFuture<>();
        Watching watching = watch(orderId, change -> {
            if (wanted.test(change)) {
                awaited.complete(change);
            }
        });
        awaited.whenComplete((change, failure) -> watching.close());
        return awaited.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whoever hears of a state and then reads the order must not find an older one in the cache. */
    void changed(@Observes OrderChanges committed) {
        cache.markChanged(committed.changes())
                .subscribe()
                .with(marked -> committed.changes().forEach(this::tell));
    }

    boolean watches(UUID orderId) {
        return watchers.containsKey(orderId);
    }

    void tell(OrderChange change) {
        watchers.getOrDefault(change.orderId(), List.of()).forEach(watcher -> watcher.accept(change));
    }
}
