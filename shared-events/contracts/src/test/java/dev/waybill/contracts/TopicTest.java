package dev.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {

    @ParameterizedTest
    @EnumSource
    void aNameIsOwnerKindVersion(Topic topic) {
        assertThat(topic.topicName()).matches("(order|inventory|payment)\\.[a-z]+\\.v[1-9][0-9]*");
        assertThat(topic.deadLetterTopicName()).isEqualTo(topic.topicName() + ".dlq");
    }

    @Test
    void namesDiffer() {
        assertThat(Arrays.stream(Topic.values()).map(Topic::topicName)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyPartitionHasARangeOfSlotsAsLongAsTheOthers(Topic topic) {
        int[] partitions =
                IntStream.range(0, Topic.SLOTS).map(topic::partitionOfSlot).toArray();

        assertThat(partitions).isSorted();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            int wanted = partition;
            assertThat(Arrays.stream(partitions).filter(p -> p == wanted).count())
                    .isEqualTo(Topic.SLOTS / topic.partitions());
        }
    }

    /** Shards own whole partitions as long as there is a power of two of them, up to the number of partitions. */
    @Test
    void aQuarterOfTheSlotsIsWholePartitions() {
        List<Integer> firstSlots = List.of(0, 1024, 2048, 3072);

        assertThat(firstSlots).extracting(Topic.ORDER_EVENTS::partitionOfSlot).containsExactly(0, 8, 16, 24);
        assertThat(Topic.ORDER_EVENTS.partitionOfSlot(1023)).isEqualTo(7);
        assertThat(Topic.ORDER_EVENTS.partitionOfSlot(4095)).isEqualTo(31);
    }

    @Test
    void onlyProductsAreKeptForEver() {
        assertThat(Topic.values())
                .filteredOn(topic -> topic.retention() == null)
                .containsExactly(Topic.PRODUCTS);
    }
}
