package dev.waybill.contracts;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What an order's saga asks of one inventory shard, on {@link Topic#INVENTORY_COMMANDS}. */
public sealed interface InventoryCommand extends Message, Message.OfOrder {

    Request request();

    @Override
    default String subject() {
        return orderId().toString();
    }

    /**
     * Set aside all of the lines or none. Answered by {@link Reply.StockReserved} or {@link Reply.StockRejected}.
     *
     * @param lines each SKU once
     */
    record ReserveStock(Request request, String tenant, UUID orderId, List<StockLine> lines)
            implements InventoryCommand {
        public ReserveStock {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(orderId, "orderId");
            lines = List.copyOf(lines);
        }
    }

    /**
     * Undo a reservation, whether it was made, refused or never arrived. Answered by {@link Reply.StockReleased}; a
     * {@code ReserveStock} of the same request that comes later is refused.
     *
     * @param request the request that is undone
     */
    record ReleaseStock(Request request, String tenant, UUID orderId) implements InventoryCommand {
        public ReleaseStock {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(orderId, "orderId");
        }
    }

    /**
     * The reserved units are sold. Answered by {@link Reply.StockCommitted}.
     *
     * @param reservation the request that reserved them
     */
    record CommitStock(Request request, String tenant, UUID orderId, Request reservation) implements InventoryCommand {
        public CommitStock {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(reservation, "reservation");
        }
    }

    /**
     * The order's saga is still under way: hold the reservation on. Not answered; were it lost, the reservation would ask
     * again, by {@link Reply.ReservationExpired}.
     *
     * @param request the request that reserved
     */
    record ExtendReservation(Request request, String tenant, UUID orderId) implements InventoryCommand {
        public ExtendReservation {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(orderId, "orderId");
        }
    }

    /**
     * Sold units have come back. Answered by {@link Reply.StockReturned}.
     *
     * @param reservation the request that reserved them, before they were sold
     * @param lines each SKU once; with what has come back before, no more than was sold
     */
    record ReturnStock(Request request, String tenant, UUID orderId, Request reservation, List<StockLine> lines)
            implements InventoryCommand {
        public ReturnStock {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(reservation, "reservation");
            lines = List.copyOf(lines);
        }
    }
}
