package dev.waybill.benchmark.floor;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Takes what has come over one hop, commits it, and passes it on. */
final class Stage implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Commits commits;
    private final int times;
    private final LongConsumer next;
    private final Thread loop;

    /** @param times how often it is committed */
    Stage(String kafka, String topic, Commits commits, int times, LongConsumer next) {
        this.commits = commits;
        this.times = times;
        this.next = next;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "enable.auto.commit", "false", "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
        loop = Thread.ofPlatform().name(topic).start(this::run);
    }

    private void run() {
        try (consumer;
                commits) {
            while (true) {
                List<Long> came = new ArrayList<>();
                consumer.poll(POLL)
                        .forEach(record ->
                                came.add(ByteBuffer.wrap(record.value()).getLong()));
                if (!came.isEmpty()) {
                    for (int i = 0; i < times; i++) {
                        commits.commit(came);
                    }
                    came.forEach(next::accept);
                }
            }
        } catch (WakeupException e) {
            // It shall end.
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
