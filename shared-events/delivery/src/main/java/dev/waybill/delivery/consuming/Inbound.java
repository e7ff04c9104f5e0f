package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.Topic;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.Slots;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * A topic as a service takes it in, whether from the broker or, later, from the store of dead letters: read, routed and
 * handled in one way.
 *
 * @param shardOfPartition whose transaction a partition's messages are
 */
public record Inbound<M extends Message>(
        Topic topic,
        MessageReader<M> reader,
        IntFunction<Shard> shardOfPartition,
        BatchHandler<M> handler,
        Foretelling<M> foretelling) {

    /** A topic whose partitions are ranges of slots. */
    public static <M extends Message> Inbound<M> bySlot(
            Topic topic,
            Class<M> expected,
            ToIntFunction<M> slot,
            Shards shards,
            BatchHandler<M> handler,
            Foretelling<M> foretelling) {
        shards.map().requireWholePartitions(topic.partitions());
        int slotsPerPartition = Slots.COUNT / topic.partitions();
        return new Inbound<>(
                topic,
                new MessageReader<>(expected, message -> topic.partitionOfSlot(slot.applyAsInt(message))),
                // A partition beyond ours holds nothing that could be read as ours: shard 0 buries it.
                partition -> shards.ofSlot(partition < topic.partitions() ? partition * slotsPerPartition : 0),
                handler,
                foretelling);
    }

    /** A topic whose partitions are shards, by number. */
    public static <M extends Message> Inbound<M> byShard(
            Topic topic,
            Class<M> expected,
            ToIntFunction<M> shard,
            Shards shards,
            BatchHandler<M> handler,
            Foretelling<M> foretelling) {
        return new Inbound<>(
                topic,
                new MessageReader<>(expected, shard),
                // A partition without a shard holds nothing that could be read as ours: shard 0 buries it.
                partition -> shards.all().get(partition < shards.all().size() ? partition : 0),
                handler,
                foretelling);
    }
}
