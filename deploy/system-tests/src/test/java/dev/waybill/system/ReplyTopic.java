package dev.waybill.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The replies that were published from a moment on. */
final class ReplyTopic implements AutoCloseable {
    private static final String NAME = "order.replies.v1";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> begin;

    private ReplyTopic(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(NAME).stream()
                .map(info -> new TopicPartition(NAME, info.partition()))
                .toList();
        begin = consumer.endOffsets(partitions);
    }

    static ReplyTopic fromNowOn(String bootstrap) {
        return new ReplyTopic(bootstrap);
    }

    /** Replies that were published again, as happens when the first time was not acknowledged soon enough. */
    long repeats() {
        consumer.assign(partitions);
        begin.forEach(consumer::seek);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, Integer> timesById = new HashMap<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200))
                    .forEach(record -> timesById.merge(
                            new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8),
                            1,
                            Integer::sum));
        }
        return timesById.values().stream().mapToLong(times -> times - 1).sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
