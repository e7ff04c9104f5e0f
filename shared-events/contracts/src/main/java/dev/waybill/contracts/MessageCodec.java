package dev.waybill.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Messages to JSON and back. A field that this release does not know is ignored, and a type that it does not know is
 * {@link Decoded.UnknownType}: neither ever stops a reader.
 */
public final class MessageCodec {

    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^\\]]*?; (line: \\d+, column: \\d+)\\]");
    private static final byte[] NUL = "\\u0000".getBytes(StandardCharsets.US_ASCII);
    private static final Map<MessageType, ObjectReader> READERS = new EnumMap<>(MessageType.class);
    private static final Map<MessageType, ObjectWriter> WRITERS = new EnumMap<>(MessageType.class);

    static {
        ObjectMapper mapper = mapper();
        for (MessageType type : MessageType.values()) {
            READERS.put(type, mapper.readerFor(type.record()));
            WRITERS.put(type, mapper.writerFor(type.record()));
        }
    }

    private MessageCodec() {}

    /** What came of reading a message. */
    public sealed interface Decoded {
        record Known(Message message) implements Decoded {}

        record UnknownType(String type) implements Decoded {}

        record Unreadable(String type, String cause) implements Decoded {}
    }

    public static byte[] encode(Message message) {
        try {
            return requireNonNull(WRITERS.get(MessageType.of(message))).writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + message.getClass() + "; this is a bug", e);
        }
    }

    /**
     * @param typeName the CloudEvents {@code type}
     * @param data the JSON of the message
     */
    public static Decoded decode(String typeName, byte[] data) {
        MessageType type = MessageType.named(typeName);
        if (type == null) {
            return new Decoded.UnknownType(typeName);
        }
        if (holdsNul(data)) {
            return new Decoded.Unreadable(typeName, "it contains U+0000, which no database keeps in a text");
        }
        try {
            Message message = requireNonNull(READERS.get(type)).readValue(data);
            return message == null ? new Decoded.Unreadable(typeName, "empty data") : new Decoded.Known(message);
        } catch (JacksonException e) {
            return new Decoded.Unreadable(typeName, withoutSource(String.valueOf(e.getOriginalMessage())));
        } catch (IOException e) {
            return new Decoded.Unreadable(typeName, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Whether text in this JSON would have a U+0000, wherever it stands: written out, which JSON does not allow but its other
     * encodings than UTF-8 are full of, or as an escape. A backslash is always the beginning of one.
     */
    public static boolean holdsNul(byte[] json) {
        int at = 0;
        while (at < json.length) {
            if (json[at] == 0 || (json[at] == '\\' && isEscapedNul(json, at))) {
                return true;
            }
            at += json[at] == '\\' ? 2 : 1;
        }
        return false;
    }

    private static boolean isEscapedNul(byte[] json, int at) {
        return Arrays.mismatch(json, at, Math.min(json.length, at + NUL.length), NUL, 0, NUL.length) < 0;
    }

    /** Where an object began is told with what it was read from, of which Jackson has only to say that it must not say it. */
    private static String withoutSource(String cause) {
        return SOURCE.matcher(cause).replaceAll("$1");
    }

    /** Lenient about what is more, never about what is there: 42.99 read as 42 would be money lost without a word. */
    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .addMixIn(Message.class, WithoutSubject.class)
                .build();
    }

    /** The subject is said by the envelope; in the data it would only repeat. */
    @JsonIgnoreProperties("subject")
    private interface WithoutSubject {}
}
