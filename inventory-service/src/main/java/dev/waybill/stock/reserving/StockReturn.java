package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand.ReturnStock;
import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.StockLine;
import java.util.List;
import java.util.UUID;

/**
 * One request to take units back, and the units: one row of the table of returns, and the request's fence. There is one
 * only if they were taken.
 *
 * @param reservation the id of the reservation that they were sold from
 */
public record StockReturn(
        UUID id, Request request, String tenant, UUID orderId, UUID reservation, List<StockLine> lines) {

    /** The id follows from the request: the same wherever and whenever it is handled. */
    public static UUID idOf(Request request) {
        return MessageId.of(MessageType.RETURN_STOCK, request);
    }

    static StockReturn of(ReturnStock command) {
        return new StockReturn(
                idOf(command.request()),
                command.request(),
                command.tenant(),
                command.orderId(),
                Fence.idOf(command.reservation()),
                command.lines());
    }

    /**
     * @throws ContradictionException if the request brought other units the first time, or another order's
     */
    void requireSame(StockReturn again) {
        if (!equals(again)) {
            throw new ContradictionException("%s was %s, and now is %s".formatted(request, this, again));
        }
    }
}
