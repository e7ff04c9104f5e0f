package dev.waybill.contracts;

import dev.waybill.contracts.MessageCodec.Decoded;
import dev.waybill.contracts.OrderEvent.OrderConfirmed;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The reader that the catalogue shows; it stands here so that it compiles and runs. */
final class ConfirmedOrders {

    /** What the reader does with what it reads. */
    interface Warehouse {
        void ship(UUID messageId, OrderConfirmed order);

        void setAside(ConsumerRecord<String, byte[]> record, String cause);
    }

    private final Consumer<String, byte[]> consumer;
    private final Warehouse warehouse;

    ConfirmedOrders(Consumer<String, byte[]> consumer, Warehouse warehouse) {
        this.consumer = consumer;
        this.warehouse = warehouse;
    }

    void runOnce() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
            try {
                read(Envelope.fromHeaders(name -> header(record, name)), record);
            } catch (MalformedEnvelopeException e) {
                warehouse.setAside(record, e.getMessage());
            }
        }
        consumer.commitSync(); // after the effect: a crash in between repeats a message, and loses none
    }

    private void read(Envelope envelope, ConsumerRecord<String, byte[]> record) {
        switch (MessageCodec.decode(envelope.type(), record.value())) {
            case Decoded.Known(OrderConfirmed order) -> warehouse.ship(envelope.id(), order); // once per id
            case Decoded.Known(Message other) -> {} // not this reader's concern
            case Decoded.UnknownType(String type) -> {} // a later release says more
            case Decoded.Unreadable(String type, String cause) -> warehouse.setAside(record, cause);
        }
    }

    private static byte[] header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
