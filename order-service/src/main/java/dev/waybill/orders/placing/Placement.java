package dev.waybill.orders.placing;

import dev.waybill.http.Problem;
import dev.waybill.orders.OrderState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of an order that was to be written. */
sealed interface Placement {

    /** It is written. */
    record Accepted(NewOrder order) implements Placement {}

    /**
     * The same request came before, under this key, and made this order.
     *
     * @param state of the order when it was looked up
     * @param reason for that state, if it has one
     */
    record Replayed(
            UUID orderId, OrderState state, @Nullable String reason) implements Placement {}

    /**
     * The key was used before, and the order was not written; what the key has made could not be read. The same again,
     * later, is safe.
     *
     * @param failure of the reading
     */
    record Unread(RuntimeException failure) implements Placement {}

    /** The key has made another order before. */
    record KeyReused() implements Placement {
        Problem problem() {
            return Problem.of(
                    422,
                    "idempotency-key-reused",
                    "The Idempotency-Key was used before",
                    "This key has placed another order. Use a new key for a new order.");
        }
    }
}
