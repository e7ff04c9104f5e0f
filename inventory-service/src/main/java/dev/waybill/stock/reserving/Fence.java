package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Request;
import java.util.UUID;

/** One request to reserve and what became of it: one row of the table of reservations. */
record Fence(UUID id, Request request, String tenant, UUID orderId, Reservation reservation) {

    /** The id follows from the request: the same wherever and whenever it is handled. */
    static UUID idOf(Request request) {
        return MessageId.of(MessageType.RESERVE_STOCK, request);
    }

    /** Which request's fence a command is about: its own, or that of the reservation it settles. */
    static UUID idFor(InventoryCommand command) {
        return idOf(command instanceof InventoryCommand.CommitStock commit ? commit.reservation() : command.request());
    }

    static Fence of(InventoryCommand command, Reservation reservation) {
        return new Fence(idOf(command.request()), command.request(), command.tenant(), command.orderId(), reservation);
    }

    Fence with(Reservation changed) {
        return new Fence(id, request, tenant, orderId, changed);
    }

    /**
     * @throws ContradictionException if the command speaks of another order than its request did before
     */
    void requireSameOrder(InventoryCommand command) {
        if (!tenant.equals(command.tenant()) || !orderId.equals(command.orderId())) {
            throw new ContradictionException("%s was of order %s of %s, and now comes for order %s of %s"
                    .formatted(request, orderId, tenant, command.orderId(), command.tenant()));
        }
    }
}
