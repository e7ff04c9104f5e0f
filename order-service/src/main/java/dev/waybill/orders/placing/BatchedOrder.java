package dev.waybill.orders.placing;

import dev.waybill.http.Problem;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Slots;

/** What a line of a batch is about, before anything is written. */
sealed interface BatchedOrder {

    /** Nothing that would be written. */
    record Refused(Problem problem) implements BatchedOrder {}

    /** Something that its customer's shard decides about. */
    sealed interface Routed extends BatchedOrder {
        int slot();
    }

    record Ready(NewOrder order) implements Routed {
        @Override
        public int slot() {
            return RoutedId.slotOf(order.id());
        }
    }

    /**
     * Refused, unless its key has made an order before: a repeat is answered with that order, even if the catalogue would
     * not sell it any more.
     */
    record Doubtful(PlacedOrders.Key key, byte[] fingerprint, Problem problem) implements Routed {
        @Override
        public int slot() {
            return Slots.ofCustomer(key.tenant(), key.customerId());
        }
    }
}
