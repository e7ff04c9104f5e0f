package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.CommitStock;
import dev.waybill.contracts.InventoryCommand.ExtendReservation;
import dev.waybill.contracts.InventoryCommand.ReleaseStock;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.InventoryCommand.ReturnStock;
import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply.ReservationExpired;
import dev.waybill.contracts.Request;
import java.util.Optional;
import java.util.UUID;

/** One request to reserve and what became of it: one row of the table of reservations. */
public record Fence(UUID id, Request request, String tenant, UUID orderId, Reservation reservation) {

    /** The id follows from the request: the same wherever and whenever it is handled. */
    public static UUID idOf(Request request) {
        return MessageId.of(MessageType.RESERVE_STOCK, request);
    }

    /** Which request's fence a command is about: its own, or that of the reservation it settles or takes back from. */
    public static UUID idFor(InventoryCommand command) {
        return switch (command) {
            case CommitStock commit -> idOf(commit.reservation());
            case ReturnStock back -> idOf(back.reservation());
            case ReserveStock reserve -> idOf(reserve.request());
            case ReleaseStock release -> idOf(release.request());
            case ExtendReservation extend -> idOf(extend.request());
        };
    }

    public static Fence of(InventoryCommand command, Reservation reservation) {
        return new Fence(idOf(command.request()), command.request(), command.tenant(), command.orderId(), reservation);
    }

    Fence with(Reservation changed) {
        return new Fence(id, request, tenant, orderId, changed);
    }

    /**
     * What its saga is asked when its time is over: whether the units are still wanted. Nothing is asked about what holds
     * none.
     */
    public Optional<ReservationExpired> question() {
        return reservation instanceof Reservation.Reserved
                ? Optional.of(new ReservationExpired(request, tenant, orderId))
                : Optional.empty();
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
