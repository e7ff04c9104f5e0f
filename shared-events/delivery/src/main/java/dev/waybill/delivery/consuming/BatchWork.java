package dev.waybill.delivery.consuming;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a {@link Lane} does with its batches. Whatever fails here is transient, and is tried again. For one thread at a time. */
interface BatchWork {

    /** Handles a batch, but for what is better done for several together. */
    void handle(List<ConsumerRecord<byte[], byte[]>> batch);

    /**
     * Does what handling has left.
     *
     * @param now whether it shall not wait for more
     * @return whether nothing is left: only then may the offsets of what was handled be passed
     */
    boolean settle(boolean now);

    /** Drops what is left of partitions that go elsewhere, where they are handled again. */
    void forget(Set<TopicPartition> partitions);
}
