package dev.waybill.delivery.letters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way into the store: its columns. The id follows from where and when the record was written, so that one
 * that comes again is the same letter.
 *
 * @param place the record's offset
 * @param role {@code culprit}, or {@code behind} if only an earlier message of its order is at fault
 */
public record Letter(
        UUID id,
        String topic,
        int partition,
        long place,
        Instant sentAt,
        byte @Nullable [] key,
        String headers,
        byte @Nullable [] payload,
        @Nullable String type,
        @Nullable UUID orderId,
        @Nullable String tenant,
        @Nullable UUID saga,
        @Nullable String step,
        @Nullable Integer attempt,
        String role,
        String causeClass,
        String causeMessage,
        String causeShape,
        String causeGroup) {

    public static final String CULPRIT = "culprit";

    /** Postgres ends a year later; a producer may claim any time. */
    private static final long LATEST_MILLIS =
            Instant.parse("9998-12-31T00:00:00Z").toEpochMilli();

    static Letter of(ConsumerRecord<byte[], byte[]> record, Cause cause) {
        About about = About.of(record);
        return new Letter(
                idOf(record),
                record.topic(),
                record.partition(),
                record.offset(),
                sentAt(record),
                record.key(),
                Headers.write(record.headers()),
                record.value(),
                about.type(),
                about.orderId(),
                about.tenant(),
                about.saga(),
                about.step(),
                about.attempt(),
                cause.kind().equals(Cause.BEHIND) ? Cause.BEHIND : CULPRIT,
                cause.kind(),
                cause.message(),
                cause.shape(),
                cause.group());
    }

    boolean isBehind() {
        return role.equals(Cause.BEHIND);
    }

    /** Where a topic was made anew, offsets begin anew too; the time tells its records from the old ones. */
    public static UUID idOf(ConsumerRecord<byte[], byte[]> record) {
        String name = "%s/%d/%d/%d"
                .formatted(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        sentAt(record).toEpochMilli());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant sentAt(ConsumerRecord<byte[], byte[]> record) {
        return Instant.ofEpochMilli(Math.clamp(record.timestamp(), 0, LATEST_MILLIS));
    }
}
