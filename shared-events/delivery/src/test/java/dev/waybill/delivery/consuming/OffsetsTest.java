package dev.waybill.delivery.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetsTest {

    private static final TopicPartition ONE = new TopicPartition("topic", 1);
    private static final TopicPartition TWO = new TopicPartition("topic", 2);

    private final Offsets offsets = new Offsets();

    @Test
    void tellsEachOnce() {
        offsets.done(at(ONE, 10));
        assertThat(offsets.tell()).isEqualTo(at(ONE, 10));
        assertThat(offsets.tell()).isEmpty();
        offsets.done(at(TWO, 5));
        assertThat(offsets.tell()).isEqualTo(at(TWO, 5));
    }

    @Test
    void tellsAgainWhatWasNotHeard() {
        offsets.done(at(ONE, 10));
        offsets.unheard(offsets.tell());
        assertThat(offsets.tell()).isEqualTo(at(ONE, 10));
    }

    @Test
    void neverGoesBack() {
        offsets.done(at(ONE, 10));
        Map<TopicPartition, OffsetAndMetadata> first = offsets.tell();
        offsets.done(at(ONE, 20));
        assertThat(offsets.tell()).isEqualTo(at(ONE, 20));
        offsets.unheard(first);
        assertThat(offsets.tell()).isEmpty();
    }

    @Test
    void releasesAPartitionWithItsLastOffsetAndForgetsIt() {
        offsets.done(at(ONE, 10));
        offsets.done(at(TWO, 5));
        offsets.tell();
        assertThat(offsets.release(Set.of(ONE))).isEqualTo(at(ONE, 10));
        assertThat(offsets.release(Set.of(ONE))).isEmpty();
        offsets.done(at(TWO, 6));
        assertThat(offsets.tell()).isEqualTo(at(TWO, 6));
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(TopicPartition partition, long offset) {
        return Map.of(partition, new OffsetAndMetadata(offset));
    }
}
