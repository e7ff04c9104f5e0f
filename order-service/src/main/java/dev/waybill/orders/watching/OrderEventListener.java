package dev.waybill.orders.watching;

import dev.waybill.contracts.MessageType;
import java.util.UUID;

/** Hears of every order of every shop, whichever replica it was placed at. */
public interface OrderEventListener {

    /**
     * On the thread that hears for all; must not block.
     *
     * @param saidAt in milliseconds of Unix time
     */
    void heard(UUID orderId, MessageType event, long saidAt);
}
