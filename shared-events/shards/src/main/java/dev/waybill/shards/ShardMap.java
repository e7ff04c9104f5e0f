package dev.waybill.shards;

import java.util.Arrays;
import java.util.List;

/** Which shard, by number from 0, owns each of the 4096 slots. */
public final class ShardMap {

    private static final int NOBODY = -1;

    private final int[] owners = new int[Slots.COUNT];
    private final List<SlotRange> ranges;

    private ShardMap(List<SlotRange> ranges) {
        this.ranges = List.copyOf(ranges);
        Arrays.fill(owners, NOBODY);
        for (int shard = 0; shard < ranges.size(); shard++) {
            claim(ranges.get(shard), shard);
        }
        for (int slot = 0; slot < owners.length; slot++) {
            if (owners[slot] == NOBODY) {
                throw new IllegalArgumentException("no shard owns slot %d; the ranges are %s".formatted(slot, ranges));
            }
        }
    }

    /**
     * @param ranges the range of shard 0, of shard 1, …
     * @throws IllegalArgumentException if a slot has no owner or two
     */
    public static ShardMap of(List<SlotRange> ranges) {
        return new ShardMap(ranges);
    }

    /** Read from text such as {@code 0-2047,2048-4095}. */
    public static ShardMap parse(String text) {
        return of(Arrays.stream(text.split(",")).map(SlotRange::parse).toList());
    }

    public int shardOf(int slot) {
        return owners[slot];
    }

    public int shards() {
        return ranges.size();
    }

    public SlotRange rangeOf(int shard) {
        return ranges.get(shard);
    }

    /**
     * Refuses a map in which two shards would share a partition: a batch from one partition must be one transaction.
     *
     * @param partitions how many a topic has
     */
    public ShardMap requireWholePartitions(int partitions) {
        if (partitions < 1 || Slots.COUNT % partitions != 0) {
            throw new IllegalArgumentException(
                    "%d partitions can't share 4096 slots evenly: take a power of two".formatted(partitions));
        }
        int width = Slots.COUNT / partitions;
        for (SlotRange range : ranges) {
            if (range.first() % width != 0 || range.size() % width != 0) {
                throw new IllegalArgumentException(
                        "slots %s cut a partition in two: with %d partitions a shard owns multiples of %d slots"
                                .formatted(range, partitions, width));
            }
        }
        return this;
    }

    private void claim(SlotRange range, int shard) {
        for (int slot = range.first(); slot <= range.last(); slot++) {
            if (owners[slot] != NOBODY) {
                throw new IllegalArgumentException(
                        "shards %d and %d both own slot %d".formatted(owners[slot], shard, slot));
            }
            owners[slot] = shard;
        }
    }

    @Override
    public String toString() {
        return ranges.toString();
    }
}
