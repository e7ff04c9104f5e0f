package dev.waybill.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.audit.Leftovers.DeadLetter;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Replies to orders' sagas that somebody has cut short. */
final class BrokenReplies implements AutoCloseable {
    private static final String TOPIC = "order.replies.v1";
    private static final int PARTITIONS = 32;
    private static final int SLOTS = 4096;
    private static final String CUT_SHORT = """
            {"request":{"sagaId":"%1$s","step":"authorize-payment","attempt":1,"participant":0},"tenant":"%2$s","orderId":"%1$s\"""";

    private final KafkaProducer<byte[], byte[]> producer;

    BrokenReplies(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** All that is missing is the last brace. */
    static String whole(String order, String tenant) {
        return CUT_SHORT.formatted(order, tenant) + "}";
    }

    void plant(String order, String tenant) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                TOPIC,
                slot(order) * PARTITIONS / SLOTS,
                (DeadLetter.PLANTED + order).getBytes(UTF_8),
                CUT_SHORT.formatted(order, tenant).getBytes(UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "/test",
                        "ce_type", "waybill.payment.payment-authorized.v1",
                        "ce_subject", order,
                        "ce_time", "2026-01-31T12:00:00Z",
                        "content-type", "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        producer.send(record);
        producer.flush();
    }

    /** An order's id carries its slot. */
    private static int slot(String order) {
        return (int) (UUID.fromString(order).getMostSignificantBits() & 0xFFF);
    }

    @Override
    public void close() {
        producer.close();
    }
}
