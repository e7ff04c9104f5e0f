package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Message;
import dev.waybill.shards.Shard;
import java.util.List;

/**
 * What a service does with the messages of one shard that came in together: one transaction or two, with a number of
 * statements that does not depend on how many they are, each followed by {@link
 * dev.waybill.delivery.outbox.Relay#publish}.
 *
 * <p>It may be given the same messages again, in batches cut otherwise, and must do nothing twice. An exception means that
 * something of the batch was not done, and nothing half of any message.
 */
@FunctionalInterface
public interface BatchHandler<M extends Message> {

    /**
     * @param alongside what else the transaction does, and does first; if it is anything, all is one transaction
     */
    void handle(Shard shard, List<Received<M>> batch, Alongside alongside);

    /** As messages come in. */
    default void handle(Shard shard, List<Received<M>> batch) {
        handle(shard, batch, Alongside.NOTHING);
    }
}
