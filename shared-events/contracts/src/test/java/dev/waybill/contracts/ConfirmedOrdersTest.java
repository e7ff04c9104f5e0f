package dev.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.OrderEvent.OrderConfirmed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalogue's example reads a topic that has everything on it. */
class ConfirmedOrdersTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topic.ORDER_EVENTS.topicName(), 20);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final Shelf warehouse = new Shelf();
    private long offset;

    @BeforeEach
    void assign() {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void shipsWhatIsConfirmedAndPassesOverTheRest() {
        add(MessageType.ORDER_PLACED.wireName(), MessageCodec.encode(Examples.of(MessageType.ORDER_PLACED)));
        add("waybill.order.order-gift-wrapped.v1", utf8("{}"));
        add(MessageType.ORDER_CONFIRMED.wireName(), utf8("garbage"));
        add(MessageType.ORDER_CONFIRMED.wireName(), MessageCodec.encode(Examples.of(MessageType.ORDER_CONFIRMED)));
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset++, null, utf8("?")));

        new ConfirmedOrders(consumer, warehouse).runOnce();

        assertThat(warehouse.shipped).containsExactly((OrderConfirmed) Examples.of(MessageType.ORDER_CONFIRMED));
        assertThat(warehouse.setAside).containsExactly(2L, 4L);
        assertThat(consumer.position(PARTITION)).isEqualTo(5);
    }

    private void add(String type, byte[] data) {
        Envelope envelope = new Envelope(
                Examples.SAGA, "/waybill/order-service", type, Examples.ORDER.toString(), Examples.PLACED, 1L, null);
        var record = new ConsumerRecord<>(
                PARTITION.topic(), PARTITION.partition(), offset++, Examples.ORDER.toString(), data);
        envelope.toHeaders().forEach(record.headers()::add);
        consumer.addRecord(record);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Shelf implements ConfirmedOrders.Warehouse {
        private final List<OrderConfirmed> shipped = new ArrayList<>();
        private final List<Long> setAside = new ArrayList<>();

        @Override
        public void ship(UUID messageId, OrderConfirmed order) {
            shipped.add(order);
        }

        @Override
        public void setAside(ConsumerRecord<String, byte[]> record, String cause) {
            setAside.add(record.offset());
        }
    }
}
