package dev.waybill.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Listens to what the services say to each other about each order, as soon as it is said, and can say it again. */
final class MessageLog implements AutoCloseable {
    private static final List<String> TOPICS =
            List.of("inventory.commands.v1", "payment.commands.v1", "order.replies.v1", "order.events.v1");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Map<Key, ConsumerRecord<byte[], byte[]>> said = new ConcurrentHashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread listener;
    private volatile boolean closed;

    /** @param type the CloudEvents type */
    private record Key(String order, String type) {}

    /** Listens from now on. */
    MessageLog(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        listener = Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        while (!closed) {
            consumer.poll(Duration.ofMillis(50))
                    .forEach(record ->
                            said.putIfAbsent(new Key(header(record, "ce_subject"), header(record, "ce_type")), record));
        }
        consumer.close();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    /** Returns as soon as a message of the type is said about the order. */
    void await(String order, String type) {
        Awaitility.await(type + " of " + order)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> said.containsKey(new Key(order, type)));
    }

    /** Says it twice more, word for word. */
    void repeat(String order, String type) {
        ConsumerRecord<byte[], byte[]> first = Objects.requireNonNull(said.get(new Key(order, type)));
        Stream.of(1, 2)
                .forEach(any -> producer.send(new ProducerRecord<>(
                        first.topic(), first.partition(), null, first.key(), first.value(), first.headers())));
        producer.flush();
    }

    @Override
    public void close() {
        closed = true;
        Awaitility.await().atMost(PATIENCE).until(() -> !listener.isAlive());
        producer.close();
    }
}
