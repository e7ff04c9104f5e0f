package dev.waybill.checkout;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.OrderEvent;
import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.shards.RoutedId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where each message of a checkout goes, and under which id. */
public final class CheckoutMessages {
    private CheckoutMessages() {}

    public static OutboxMessage command(Message command, @Nullable String trace, Instant now) {
        MessageType type = MessageType.of(command);
        return switch (command) {
            case InventoryCommand stock ->
                OutboxMessage.unordered(
                        stock.request().sagaId(),
                        MessageId.of(type, stock.request()),
                        Topic.INVENTORY_COMMANDS,
                        stock.request().participant(),
                        stock,
                        trace,
                        now);
            case PaymentCommand payment ->
                OutboxMessage.unordered(
                        payment.request().sagaId(),
                        MessageId.of(type, payment.request()),
                        Topic.PAYMENT_COMMANDS,
                        Topic.PAYMENT_COMMANDS.partitionOfSlot(RoutedId.slotOf(payment.orderId())),
                        payment,
                        trace,
                        now);
            default -> throw new IllegalArgumentException(command + " is no command of a checkout");
        };
    }

    /**
     * @param saga by which the fact became true
     * @param sequence the order's version from then on
     */
    public static OutboxMessage fact(OrderEvent event, UUID saga, long sequence, @Nullable String trace, Instant now) {
        return OutboxMessage.ordered(
                event.orderId(),
                MessageId.of(MessageType.of(event), saga),
                Topic.ORDER_EVENTS,
                Topic.ORDER_EVENTS.partitionOfSlot(RoutedId.slotOf(event.orderId())),
                event.key(),
                sequence,
                event,
                trace,
                now);
    }
}
