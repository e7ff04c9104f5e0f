package dev.waybill.delivery.consuming;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each of our partitions is done, and how far the group has been told. What a failed commit did not tell is told
 * by the next one, at its newest: an offset never goes back. For one thread.
 */
final class Offsets {

    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> told = new HashMap<>();

    void done(Map<TopicPartition, OffsetAndMetadata> more) {
        done.putAll(more);
    }

    /** What the group has not been told yet; from now on it counts as told. */
    Map<TopicPartition, OffsetAndMetadata> tell() {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>(done);
        news.entrySet().removeAll(told.entrySet());
        told.putAll(news);
        return news;
    }

    /** The group has not heard it. What was told since stands. */
    void unheard(Map<TopicPartition, OffsetAndMetadata> news) {
        told.entrySet().removeAll(news.entrySet());
    }

    /** Forgets partitions that go elsewhere, and says how far they are done, heard or not. */
    Map<TopicPartition, OffsetAndMetadata> release(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>(done);
        last.keySet().retainAll(partitions);
        done.keySet().removeAll(partitions);
        told.keySet().removeAll(partitions);
        return last;
    }
}
