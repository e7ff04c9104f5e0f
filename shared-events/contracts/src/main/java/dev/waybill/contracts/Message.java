package dev.waybill.contracts;

import java.util.UUID;

/**
 * Anything that travels on one of the {@link Topic topics}. Every message belongs to one tenant; its name on the wire is
 * given by {@link MessageType}, never by its class.
 */
public sealed interface Message permits InventoryCommand, PaymentCommand, Reply, OrderEvent, ProductChanged {

    /** The shop that the message belongs to. */
    String tenant();

    /** What the message is about, the CloudEvents {@code subject}: an order id, or a SKU for products. */
    String subject();

    /** The record's key, in UTF-8: what compaction keeps one of, and what messages are in order by. */
    default String key() {
        return subject();
    }

    /** Commands, replies and events about one order. */
    sealed interface OfOrder permits InventoryCommand, PaymentCommand, Reply, OrderEvent {
        UUID orderId();
    }
}
