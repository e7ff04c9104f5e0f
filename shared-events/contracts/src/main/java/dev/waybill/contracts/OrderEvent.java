package dev.waybill.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Public facts about an order, on {@link Topic#ORDER_EVENTS}, each delivered at least once. The envelope's
 * {@code sequence} counts an order's events from 1 without a gap; a repeat has the id of its original. They hold no
 * personal data beyond the customer's id.
 */
public sealed interface OrderEvent extends Message, Message.OfOrder {

    String customerId();

    /** The order's amount. */
    Money total();

    /** When the fact became true. */
    Instant at();

    @Override
    default String subject() {
        return orderId().toString();
    }

    private static void check(String tenant, UUID orderId, String customerId, Money total, Instant at) {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(at, "at");
    }

    /** The shop has taken the order in and will decide it; nothing is promised yet. */
    record OrderPlaced(
            String tenant,
            UUID orderId,
            String customerId,
            boolean guest,
            Money total,
            List<OrderLine> lines,
            Instant at)
            implements OrderEvent {
        public OrderPlaced {
            check(tenant, orderId, customerId, total, at);
            lines = List.copyOf(lines);
        }
    }

    /** The order will be delivered: its stock is set aside and its money is held. */
    record OrderConfirmed(String tenant, UUID orderId, String customerId, Money total, Instant at)
            implements OrderEvent {
        public OrderConfirmed {
            check(tenant, orderId, customerId, total, at);
        }
    }

    /**
     * The order will not be delivered, and everything that was held for it has been returned.
     *
     * @param reason in lower snake case, such as {@code out_of_stock}, {@code payment_declined}
     * @param detail a sentence for people
     */
    record OrderRejected(
            String tenant, UUID orderId, String customerId, Money total, String reason, String detail, Instant at)
            implements OrderEvent {
        public OrderRejected {
            check(tenant, orderId, customerId, total, at);
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * The order was called off and will not be delivered. What was held or taken for it is being given back, or has been.
     *
     * @param reason in lower snake case, such as {@code cancelled_by_customer}
     */
    record OrderCancelled(String tenant, UUID orderId, String customerId, Money total, String reason, Instant at)
            implements OrderEvent {
        public OrderCancelled {
            check(tenant, orderId, customerId, total, at);
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Some of a confirmed order's units are taken back. They are being put on the shelf and their money is being given back,
     * or both are done already.
     *
     * @param returnId one for each return
     * @param lines the units that came back, at the price that was paid
     * @param refund what is given back for them
     */
    record ItemsReturned(
            String tenant,
            UUID orderId,
            String customerId,
            Money total,
            UUID returnId,
            List<OrderLine> lines,
            Money refund,
            Instant at)
            implements OrderEvent {
        public ItemsReturned {
            check(tenant, orderId, customerId, total, at);
            Objects.requireNonNull(returnId, "returnId");
            lines = List.copyOf(lines);
            Objects.requireNonNull(refund, "refund");
        }
    }
}
