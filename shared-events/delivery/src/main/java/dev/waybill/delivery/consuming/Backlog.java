package dev.waybill.delivery.consuming;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records that wait for their batch, in the order in which they came. Guarded by its {@link Lane}'s lock. */
final class Backlog {

    /** A batch of more takes no more records: they may be megabytes each, and are read and written whole. */
    private static final long BATCH_BYTES = 8 * 1024 * 1024;

    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private long bytes;

    void add(List<ConsumerRecord<byte[], byte[]>> records) {
        waiting.addAll(records);
        records.forEach(record -> bytes += bytesOf(record));
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** In payloads. */
    long bytes() {
        return bytes;
    }

    /** The next batch; empty if nothing waits. */
    List<ConsumerRecord<byte[], byte[]>> take(int most) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(Math.min(waiting.size(), most));
        long before = bytes;
        while (batch.size() < most && before - bytes < BATCH_BYTES && !waiting.isEmpty()) {
            batch.add(waiting.remove());
            bytes -= bytesOf(batch.getLast());
        }
        return batch;
    }

    /** A batch that was taken last, and could not be handled. */
    void putBack(List<ConsumerRecord<byte[], byte[]>> batch) {
        batch.reversed().forEach(waiting::addFirst);
        batch.forEach(record -> bytes += bytesOf(record));
    }

    void drop(Set<TopicPartition> partitions) {
        waiting.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
        bytes = waiting.stream().mapToLong(Backlog::bytesOf).sum();
    }

    private static long bytesOf(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? 0 : record.value().length;
    }
}
