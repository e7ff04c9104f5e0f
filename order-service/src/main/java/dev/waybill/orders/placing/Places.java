package dev.waybill.orders.placing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Places for batches: so many in all, and fewer for one shop, so that none can keep the others out. */
final class Places {

    private final Semaphore free;
    private final int mostOfOne;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    Places(int most, int mostOfOne) {
        this.free = new Semaphore(most);
        this.mostOfOne = mostOfOne;
    }

    enum Taken {
        /** It is held until {@link #leave}. */
        ONE,
        SHOP_HAS_ENOUGH,
        NONE_IS_FREE
    }

    /** A shop that has enough does not even touch what is there for others. */
    Taken take(String tenant) {
        if (taken.merge(tenant, 1, Integer::sum) > mostOfOne) {
            forget(tenant);
            return Taken.SHOP_HAS_ENOUGH;
        }
        if (!free.tryAcquire()) {
            forget(tenant);
            return Taken.NONE_IS_FREE;
        }
        return Taken.ONE;
    }

    void leave(String tenant) {
        forget(tenant);
        free.release();
    }

    private void forget(String tenant) {
        taken.merge(tenant, -1, Integer::sum);
        taken.remove(tenant, 0);
    }
}
