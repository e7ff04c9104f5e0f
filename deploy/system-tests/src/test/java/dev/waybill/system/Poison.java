package dev.waybill.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.audit.Leftovers.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts records on topics that no service can do anything with. */
final class Poison implements AutoCloseable {
    private static final String IMPOSSIBLE_COMMIT = """
            {"request":{"sagaId":"%1$s","step":"commit-stock","attempt":1,"participant":%2$d},"tenant":"demo",
             "orderId":"%1$s",
             "reservation":{"sagaId":"%1$s","step":"reserve-stock","attempt":1,"participant":%2$d}}""";

    private final String bootstrap;
    private final KafkaProducer<byte[], byte[]> producer;

    Poison(String bootstrap) {
        this.bootstrap = bootstrap;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** One record of each kind that may go wrong; returns their keys. */
    List<String> plant(String topic, int partition) {
        List<String> keys = new ArrayList<>();
        keys.add(send(topic, partition, "no envelope", null));
        keys.add(send(topic, partition, "{}", "waybill.shop.of-tomorrow.v9"));
        keys.add(send(topic, partition, "{\"cut\": \"sho", "waybill.inventory.stock-reserved.v1"));
        keys.add(send(topic, partition, "{}", "waybill.payment.payment-authorized.v1"));
        keys.add(send(
                topic,
                partition,
                IMPOSSIBLE_COMMIT.formatted(UUID.randomUUID(), partition),
                "waybill.inventory.commit-stock.v1"));
        producer.flush();
        return keys;
    }

    private String send(String topic, int partition, String data, String type) {
        String key = DeadLetter.PLANTED + UUID.randomUUID();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), data.getBytes(UTF_8));
        if (type != null) {
            record.headers()
                    .add("ce_specversion", "1.0".getBytes(UTF_8))
                    .add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8))
                    .add("ce_source", "/test".getBytes(UTF_8))
                    .add("ce_type", type.getBytes(UTF_8))
                    .add("ce_subject", "test".getBytes(UTF_8))
                    .add("ce_time", "2026-01-01T00:00:00Z".getBytes(UTF_8));
        }
        producer.send(record);
        return key;
    }

    /** The keys of the topic's dead letters. */
    List<String> deadLetters(String topic) {
        TopicPartition letters = new TopicPartition(topic + ".dlq", 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(letters));
            consumer.seekToBeginning(List.of(letters));
            long end = consumer.endOffsets(List.of(letters)).get(letters);
            List<String> keys = new ArrayList<>();
            while (consumer.position(letters) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> keys.add(new String(record.key(), UTF_8)));
            }
            return keys;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
