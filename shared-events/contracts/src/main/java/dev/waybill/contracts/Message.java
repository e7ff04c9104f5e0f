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

    /** Commands, replies and events about one order. */
    sealed interface OfOrder permits InventoryCommand, PaymentCommand, Reply, OrderEvent {
        UUID orderId();
    }
}
