package dev.waybill.letters;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waybill.delivery.letters.Headers;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A letter as ops sees it.
 *
 * @param shard the database's name
 * @param payload as text; null if it is none
 * @param payloadBase64 only of what is no text
 * @param originalPayload only of what was mended
 * @param attempt of the request that it makes or answers
 * @param attempts how often it has failed
 * @param replay the one that has it now, or had it last
 * @param history only of one letter that is asked for by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LetterView(
        UUID id,
        String service,
        String shard,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        Instant sentAt,
        Map<String, String> headers,
        @Nullable String payload,
        @Nullable String payloadBase64,
        @Nullable String originalPayload,
        @Nullable String type,
        @Nullable UUID orderId,
        @Nullable String tenant,
        @Nullable UUID saga,
        @Nullable String step,
        @Nullable Integer attempt,
        CauseView cause,
        String role,
        String status,
        Instant firstFailedAt,
        Instant lastFailedAt,
        int attempts,
        @Nullable UUID replay,
        @Nullable List<Event> history) {

    private static final int SHOWN = 200;

    /**
     * @param kind one word of a bounded set
     * @param group the same for all that one bug has caused
     */
    public record CauseView(@JsonProperty("class") String kind, String message, String group) {}

    /** Something that happened to it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Event(
            Instant at,
            String by,
            String what,
            @Nullable String reason,
            @Nullable String detail) {}

    /** One of many: the beginning of its payload. */
    public static LetterView brief(LetterRow row, String service, String shard) {
        return of(row, service, shard, SHOWN, null);
    }

    /** All of it. */
    public static LetterView whole(LetterRow row, String service, String shard, List<Event> history) {
        return of(row, service, shard, Integer.MAX_VALUE, history);
    }

    private static LetterView of(
            LetterRow row, String service, String shard, int shown, @Nullable List<Event> history) {
        String text = PayloadText.of(row.payload(), shown);
        return new LetterView(
                row.id(),
                service,
                shard,
                row.topic(),
                row.partition(),
                row.place(),
                textOrBase64(row.key()),
                row.sentAt(),
                headers(row),
                text,
                text == null && row.payload() != null
                        ? cut(Base64.getEncoder().encodeToString(row.payload()), shown)
                        : null,
                row.edited() && history != null ? textOrBase64(row.originalPayload()) : null,
                row.type(),
                row.orderId(),
                row.tenant(),
                row.saga(),
                row.step(),
                row.attempt(),
                new CauseView(row.causeClass(), row.causeMessage(), row.causeGroup()),
                row.role(),
                row.status(),
                row.firstFailedAt(),
                row.lastFailedAt(),
                row.attempts(),
                row.replay(),
                history);
    }

    private static Map<String, String> headers(LetterRow row) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header each : Headers.read(row.headers())) {
            String value = textOrBase64(each.value());
            headers.put(each.key(), value == null ? "" : value);
        }
        return headers;
    }

    private static @Nullable String textOrBase64(byte @Nullable [] bytes) {
        String text = PayloadText.of(bytes, Integer.MAX_VALUE);
        return text == null && bytes != null ? Base64.getEncoder().encodeToString(bytes) : text;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
