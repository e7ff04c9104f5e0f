package dev.waybill.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShardMapTest {

    @Test
    void knowsTheOwnerOfEverySlot() {
        ShardMap map = ShardMap.parse("0-1023, 1024-4095");
        assertThat(map.shards()).isEqualTo(2);
        assertThat(map.shardOf(0)).isZero();
        assertThat(map.shardOf(1023)).isZero();
        assertThat(map.shardOf(1024)).isOne();
        assertThat(map.shardOf(4095)).isOne();
        assertThat(map.rangeOf(1)).isEqualTo(new SlotRange(1024, 4095));
    }

    @Test
    void refusesASlotWithoutAnOwnerOrWithTwo() {
        assertThatThrownBy(() -> ShardMap.parse("0-99,101-4095")).hasMessageContaining("no shard owns slot 100");
        assertThatThrownBy(() -> ShardMap.parse("0-100,100-4095"))
                .hasMessageContaining("shards 0 and 1 both own slot 100");
    }

    @Test
    void refusesToCutAPartitionInTwo() {
        ShardMap map = ShardMap.parse("0-2047,2048-4095");
        assertThat(map.requireWholePartitions(32)).isSameAs(map);
        assertThatThrownBy(() -> ShardMap.parse("0-100,101-4095").requireWholePartitions(32))
                .hasMessageContaining("0-100")
                .hasMessageContaining("multiples of 128");
        assertThatThrownBy(() -> map.requireWholePartitions(1)).hasMessageContaining("multiples of 4096");
    }

    @Test
    void refusesPartitionsThatCantShareTheSlotsEvenly() {
        ShardMap map = ShardMap.parse("0-4095");
        assertThatThrownBy(() -> map.requireWholePartitions(30)).hasMessageContaining("30 partitions");
        assertThatThrownBy(() -> map.requireWholePartitions(0)).hasMessageContaining("0 partitions");
    }
}
