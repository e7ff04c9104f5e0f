package dev.waybill.letters;

import dev.waybill.delivery.letters.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A letter as it is stored.
 *
 * @param nr counts the shard's letters in the order in which they came
 * @param place the record's offset
 * @param attempt of the request that it makes or answers; not to be confused with {@code attempts}, how often it has failed
 * @param version counts what was done to it
 */
public record LetterRow(
        UUID id,
        long nr,
        String topic,
        int partition,
        long place,
        Instant sentAt,
        byte @Nullable [] key,
        String headers,
        byte @Nullable [] payload,
        byte @Nullable [] originalPayload,
        boolean edited,
        @Nullable String type,
        @Nullable UUID orderId,
        @Nullable String tenant,
        @Nullable UUID saga,
        @Nullable String step,
        @Nullable Integer attempt,
        String role,
        String status,
        String causeClass,
        String causeMessage,
        String causeGroup,
        Instant firstFailedAt,
        Instant lastFailedAt,
        int attempts,
        int version,
        @Nullable UUID replay) {

    /** The columns of {@code dead_letters l} in this order. */
    public static final String COLUMNS = """
            l.id, l.nr, l.topic, l.partition, l.place, l.sent_at, l.key, l.headers, l.payload, l.original_payload, l.edited,
            l.type, l.order_id, l.tenant, l.saga, l.step, l.attempt, l.role, l.status, l.cause_class, l.cause_message,
            l.cause_group, l.first_failed_at, l.last_failed_at, l.attempts, l.version, l.replay
            """;

    /** The same without what it came with before it was mended: enough to apply it. */
    public static final String COLUMNS_TO_APPLY =
            COLUMNS.replace("l.original_payload", "NULL::bytea AS original_payload");

    /** How many bytes of memory it takes when it is loaded, roughly. */
    public static final String BYTES =
            "coalesce(octet_length(l.payload), 0) + coalesce(octet_length(l.key), 0) + octet_length(l.headers) AS bytes\n";

    /** As many as are loaded at once, unless it is one; several shards do so side by side. */
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    /** A header of what is read from the store and not from the topic, and a name in the log's context: the replay's id. */
    public static final String REPLAYED = "waybill-replay";

    /** The record as it came, or as it was mended since. */
    public ConsumerRecord<byte[], byte[]> record(@Nullable UUID inReplay) {
        return record(payload, inReplay);
    }

    /** The same with other data. */
    public ConsumerRecord<byte[], byte[]> record(byte @Nullable [] data, @Nullable UUID inReplay) {
        RecordHeaders all = new RecordHeaders();
        Headers.read(headers).forEach(all::add);
        if (inReplay != null) {
            all.add(REPLAYED, inReplay.toString().getBytes(StandardCharsets.UTF_8));
        }
        return new ConsumerRecord<>(
                topic,
                partition,
                place,
                sentAt.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                data == null ? ConsumerRecord.NULL_SIZE : data.length,
                key,
                data,
                all,
                Optional.empty());
    }
}
