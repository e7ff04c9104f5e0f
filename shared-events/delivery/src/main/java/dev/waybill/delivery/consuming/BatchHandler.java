package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Message;
import dev.waybill.shards.Shard;
import java.util.List;

/**
 * What a service does with the messages of one shard that came in together: one transaction, with a number of statements
 * that does not depend on how many they are, then {@link dev.waybill.delivery.outbox.Relay#publish}.
 *
 * <p>It may be given the same messages again, in batches cut otherwise, and must do nothing twice. An exception means that
 * nothing of the batch was done.
 */
@FunctionalInterface
public interface BatchHandler<M extends Message> {

    /**
     * @param alongside what else the transaction does, and does first
     */
    void handle(Shard shard, List<Received<M>> batch, Alongside alongside);

    /** As messages come in. */
    default void handle(Shard shard, List<Received<M>> batch) {
        handle(shard, batch, Alongside.NOTHING);
    }
}
