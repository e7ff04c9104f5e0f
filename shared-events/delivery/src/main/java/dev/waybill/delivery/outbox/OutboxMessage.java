package dev.waybill.delivery.outbox;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way into the outbox: its columns, as parameters of the statement that writes it.
 *
 * @param cause the row whose change causes the message (a saga, a reservation, a payment, an order): the statement joins
 *     it to the rows that it really changed, so that a row which lost a race emits nothing
 * @param key of the record; messages of one key go to one partition
 * @param ordered whether messages of this key must appear in the order in which they were written
 * @param sequence see {@link dev.waybill.contracts.Envelope#sequence()}
 */
public record OutboxMessage(
        UUID cause,
        UUID messageId,
        String topic,
        int partition,
        String key,
        boolean ordered,
        String type,
        String subject,
        @Nullable Long sequence,
        @Nullable String traceparent,
        Instant saidAt,
        byte[] data) {

    /** A command or reply: its reader is fenced, so its place among others of its key means nothing. */
    public static OutboxMessage unordered(
            UUID cause,
            UUID messageId,
            Topic topic,
            int partition,
            Message message,
            @Nullable String trace,
            Instant now) {
        return of(cause, messageId, topic, partition, message.subject(), null, false, message, trace, now);
    }

    /** A public fact, published in the order of its key's sequence. */
    public static OutboxMessage ordered(
            UUID cause,
            UUID messageId,
            Topic topic,
            int partition,
            String key,
            long sequence,
            Message message,
            @Nullable String trace,
            Instant now) {
        return of(cause, messageId, topic, partition, key, sequence, true, message, trace, now);
    }

    private static OutboxMessage of(
            UUID cause,
            UUID messageId,
            Topic topic,
            int partition,
            String key,
            @Nullable Long sequence,
            boolean ordered,
            Message message,
            @Nullable String trace,
            Instant now) {
        return new OutboxMessage(
                cause,
                messageId,
                topic.topicName(),
                partition,
                key,
                ordered,
                MessageType.of(message).wireName(),
                message.subject(),
                sequence,
                trace,
                now,
                MessageCodec.encode(message));
    }
}
