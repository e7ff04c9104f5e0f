package dev.waybill.contracts;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a participant answers, on {@link Topic#ORDER_REPLIES}: a closed set of facts, each naming the {@link Request} that
 * it answers. The same request is always answered the same. One of them asks instead, {@link ReservationExpired}.
 */
public sealed interface Reply extends Message, Message.OfOrder {

    Request request();

    @Override
    default String subject() {
        return orderId().toString();
    }

    private static void check(Request request, String tenant, UUID orderId) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(orderId, "orderId");
    }

    record StockReserved(Request request, String tenant, UUID orderId) implements Reply {
        public StockReserved {
            check(request, tenant, orderId);
        }
    }

    /**
     * None of the lines was set aside.
     *
     * @param shortages the lines that could not be had; empty if the request had been undone before it came
     */
    record StockRejected(
            Request request, String tenant, UUID orderId, StockRejectionReason reason, List<Shortage> shortages)
            implements Reply {
        public StockRejected {
            check(request, tenant, orderId);
            Objects.requireNonNull(reason, "reason");
            shortages = List.copyOf(shortages);
        }
    }

    record StockReleased(Request request, String tenant, UUID orderId) implements Reply {
        public StockReleased {
            check(request, tenant, orderId);
        }
    }

    record StockCommitted(Request request, String tenant, UUID orderId) implements Reply {
        public StockCommitted {
            check(request, tenant, orderId);
        }
    }

    record PaymentAuthorized(Request request, String tenant, UUID orderId) implements Reply {
        public PaymentAuthorized {
            check(request, tenant, orderId);
        }
    }

    /**
     * The provider will not hold the money.
     *
     * @param reason the provider's, in lower snake case, such as {@code insufficient_funds}
     */
    record PaymentDeclined(Request request, String tenant, UUID orderId, String reason) implements Reply {
        public PaymentDeclined {
            check(request, tenant, orderId);
            Objects.requireNonNull(reason, "reason");
        }
    }

    record PaymentVoided(Request request, String tenant, UUID orderId) implements Reply {
        public PaymentVoided {
            check(request, tenant, orderId);
        }
    }

    record PaymentCaptured(Request request, String tenant, UUID orderId) implements Reply {
        public PaymentCaptured {
            check(request, tenant, orderId);
        }
    }

    /**
     * A question, not an answer: the reservation's time is over and the units are still held. The saga says what becomes of
     * them, by {@link InventoryCommand.ExtendReservation}, {@link InventoryCommand.ReleaseStock} or, late, {@link
     * InventoryCommand.CommitStock}; until then they stay held, and the question comes again.
     *
     * @param request the request that reserved
     */
    record ReservationExpired(Request request, String tenant, UUID orderId) implements Reply {
        public ReservationExpired {
            check(request, tenant, orderId);
        }
    }

    record StockReturned(Request request, String tenant, UUID orderId) implements Reply {
        public StockReturned {
            check(request, tenant, orderId);
        }
    }

    record PaymentRefunded(Request request, String tenant, UUID orderId) implements Reply {
        public PaymentRefunded {
            check(request, tenant, orderId);
        }
    }
}
