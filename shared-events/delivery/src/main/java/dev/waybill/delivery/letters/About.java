package dev.waybill.delivery.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.MessageType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What a record seems to be about, as far as it can be told, whether or not it can be read as a message. Pure.
 *
 * @param type the message's name without owner and version, or what the header says if no message is called that
 * @param orderId by the envelope's subject, or else by the record's key; null if neither is an id
 * @param attempt of the request that it makes or answers
 */
public record About(
        @Nullable String type,
        @Nullable UUID orderId,
        @Nullable String tenant,
        @Nullable UUID saga,
        @Nullable String step,
        @Nullable Integer attempt) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LONGEST = 200;
    private static final int LONGEST_READ = 1024 * 1024;

    public static About of(ConsumerRecord<byte[], byte[]> record) {
        JsonNode data = tree(record.value());
        JsonNode request = data.path("request");
        return new About(
                type(record),
                orderOf(record),
                text(data.path("tenant")),
                id(request.path("sagaId").textValue()),
                text(request.path("step")),
                request.path("attempt").canConvertToInt()
                        ? request.path("attempt").intValue()
                        : null);
    }

    /** By what stands outside of the data: so the order is known of what can't be read, too. */
    public static @Nullable UUID orderOf(ConsumerRecord<byte[], byte[]> record) {
        UUID subject = id(header(record, Envelope.SUBJECT));
        return subject != null || record.key() == null ? subject : id(new String(record.key(), StandardCharsets.UTF_8));
    }

    private static @Nullable String type(ConsumerRecord<byte[], byte[]> record) {
        String wire = header(record, Envelope.TYPE);
        MessageType known = wire == null ? null : MessageType.named(wire);
        return known == null
                ? PlainText.ofOptional(wire, LONGEST)
                : known.record().getSimpleName();
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static JsonNode tree(byte @Nullable [] data) {
        try {
            return data == null || data.length > LONGEST_READ ? MAPPER.createObjectNode() : MAPPER.readTree(data);
        } catch (IOException | RuntimeException e) {
            return MAPPER.createObjectNode();
        }
    }

    private static @Nullable String text(JsonNode node) {
        return PlainText.ofOptional(node.textValue(), LONGEST);
    }

    /** {@link UUID#fromString} takes short forms as well, which would be another's id when written out. */
    private static @Nullable UUID id(@Nullable String text) {
        if (text == null || text.length() != 36) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
