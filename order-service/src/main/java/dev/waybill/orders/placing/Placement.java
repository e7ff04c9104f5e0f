package dev.waybill.orders.placing;

import java.util.UUID;

/** What came of an order that was to be written. */
sealed interface Placement {

    /** It is written. */
    record Accepted(NewOrder order) implements Placement {}

    /** The same request came before, under this key, and made this order. */
    record Replayed(UUID orderId) implements Placement {}

    /** The key has made another order before. */
    record KeyReused() implements Placement {}
}
