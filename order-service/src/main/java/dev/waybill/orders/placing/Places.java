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

    /** @return whether there was a place; it is held until {@link #leave} */
    boolean take(String tenant) {
        if (!free.tryAcquire()) {
            return false;
        }
        if (taken.merge(tenant, 1, Integer::sum) <= mostOfOne) {
            return true;
        }
        leave(tenant);
        return false;
    }

    void leave(String tenant) {
        taken.merge(tenant, -1, Integer::sum);
        taken.remove(tenant, 0);
        free.release();
    }
}
