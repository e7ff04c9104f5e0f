package dev.waybill.contracts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The topics: owner.kind.vN. Each service creates those that it reads or writes, with the partitions and retention stated
 * here; what exists already is left as it is.
 */
public enum Topic {
    /** Commands to inventory; the partition is the number of the one inventory shard that a command is for. */
    INVENTORY_COMMANDS("inventory.commands.v1", 32, Duration.ofDays(7)),
    /** Commands to payments, partitioned by the order's slot. */
    PAYMENT_COMMANDS("payment.commands.v1", 32, Duration.ofDays(7)),
    /** Replies to the orders' sagas, partitioned by the order's slot. */
    ORDER_REPLIES("order.replies.v1", 32, Duration.ofDays(7)),
    /** Public facts about orders, partitioned by the order's slot. */
    ORDER_EVENTS("order.events.v1", 32, Duration.ofDays(30)),
    /** The products as they are now, partitioned by the SKU's slot; compacted, so kept for ever. */
    PRODUCTS("inventory.products.v1", 8, null);

    /** A stable hash gives one of so many slots; see each topic for what is hashed. */
    public static final int SLOTS = 4096;

    private final String topicName;
    private final int partitions;
    private final @Nullable Duration retention;

    Topic(String topicName, int partitions, @Nullable Duration retention) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.retention = retention;
    }

    public String topicName() {
        return topicName;
    }

    public int partitions() {
        return partitions;
    }

    /** How long a record is kept; null for a compacted topic. */
    public @Nullable Duration retention() {
        return retention;
    }

    public String deadLetterTopicName() {
        return topicName + ".dlq";
    }

    /** The partition of a slot: contiguous ranges of slots, so that a shard owns whole partitions. */
    public int partitionOfSlot(int slot) {
        return slot * partitions / SLOTS;
    }
}
