package dev.waybill.orders.watching;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.MessageCodec.Decoded;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.OrderEvent;
import dev.waybill.orders.OrderChange;
import dev.waybill.orders.OrderState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the public events for orders that somebody waits for here and that another replica has decided, and for those
 * who count all. Reads from now on, remembers nothing, and looks into a record's data only if its order is watched.
 */
@ApplicationScoped
public class OtherReplicas {

    private final OrderWatch watch;
    private final List<OrderEventListener> listeners;

    OtherReplicas(OrderWatch watch, @Any Instance<OrderEventListener> listeners) {
        this.watch = watch;
        this.listeners = listeners.stream().toList();
    }

    @Incoming("order-events")
    public void hear(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            UUID orderId = orderId(record.key());
            if (orderId == null) {
                continue;
            }
            announce(orderId, record);
            if (watch.watches(orderId)) {
                tell(record);
            }
        }
    }

    private void announce(UUID orderId, ConsumerRecord<byte[], byte[]> record) {
        Header name = record.headers().lastHeader(Envelope.TYPE);
        MessageType type = name == null ? null : MessageType.named(text(name.value()));
        if (type != null) {
            listeners.forEach(listener -> listener.heard(orderId, type, record.timestamp()));
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(Envelope.TYPE);
        Header sequence = record.headers().lastHeader(Envelope.SEQUENCE);
        if (type == null || sequence == null) {
            return;
        }
        if (MessageCodec.decode(text(type.value()), record.value()) instanceof Decoded.Known(Message message)
                && message instanceof OrderEvent event) {
            watch.tell(change(event, Long.parseLong(text(sequence.value()))));
        }
    }

    private static OrderChange change(OrderEvent event, long version) {
        return switch (event) {
            case OrderEvent.OrderPlaced placed ->
                new OrderChange(placed.orderId(), OrderState.PROCESSING, null, null, version, placed.at());
            case OrderEvent.OrderConfirmed confirmed ->
                new OrderChange(confirmed.orderId(), OrderState.CONFIRMED, null, null, version, confirmed.at());
            case OrderEvent.OrderRejected rejected ->
                new OrderChange(
                        rejected.orderId(),
                        OrderState.REJECTED,
                        rejected.reason(),
                        rejected.detail(),
                        version,
                        rejected.at());
            case OrderEvent.OrderCancelled cancelled ->
                new OrderChange(
                        cancelled.orderId(), OrderState.CANCELLED, cancelled.reason(), null, version, cancelled.at());
            case OrderEvent.ItemsReturned returned ->
                new OrderChange(returned.orderId(), OrderState.CONFIRMED, null, null, version, returned.at());
        };
    }

    private static @Nullable UUID orderId(byte @Nullable [] key) {
        try {
            return key == null ? null : UUID.fromString(text(key));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
