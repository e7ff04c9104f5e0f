package dev.waybill.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message's CloudEvents 1.0 attributes, in the binary mode of the Kafka protocol binding: each is a header
 * {@code ce_…} of the record, and the record's value is the data.
 *
 * @param id the same for every repeat of the message
 * @param source who says it, such as {@code /waybill/order-service}
 * @param type see {@link MessageType}
 * @param subject an order id, or a SKU
 * @param time when it was said
 * @param sequence the place of a public event among its order's, from 1 (the CloudEvents {@code sequence} extension);
 *     null for commands and replies
 * @param traceparent W3C trace context; null if there is none
 */
public record Envelope(
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        @Nullable Long sequence,
        @Nullable String traceparent) {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SUBJECT = "ce_subject";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SEQUENCE = "ce_sequence";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";

    /** The record headers, in a fixed order. */
    public Map<String, byte[]> toHeaders() {
        Map<String, byte[]> headers = LinkedHashMap.newLinkedHashMap(9);
        headers.put(SPEC_VERSION, utf8("1.0"));
        headers.put(ID, utf8(id.toString()));
        headers.put(SOURCE, utf8(source));
        headers.put(TYPE, utf8(type));
        headers.put(SUBJECT, utf8(subject));
        headers.put(TIME, utf8(time.toString()));
        headers.put(CONTENT_TYPE, utf8("application/json"));
        if (sequence != null) {
            headers.put(SEQUENCE, utf8(sequence.toString()));
        }
        if (traceparent != null) {
            headers.put(TRACEPARENT, utf8(traceparent));
        }
        return headers;
    }

    /**
     * Read the attributes from record headers.
     *
     * @param header gives the last value of a header, or null
     * @throws MalformedEnvelopeException if a required attribute is missing or no value of its type
     */
    public static Envelope fromHeaders(Function<String, byte @Nullable []> header) {
        String sequence = optional(header, SEQUENCE);
        try {
            return new Envelope(
                    UUID.fromString(required(header, ID)),
                    required(header, SOURCE),
                    required(header, TYPE),
                    required(header, SUBJECT),
                    Instant.parse(required(header, TIME)),
                    sequence == null ? null : Long.valueOf(sequence),
                    optional(header, TRACEPARENT));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new MalformedEnvelopeException("malformed CloudEvents attribute: " + e.getMessage());
        }
    }

    private static String required(Function<String, byte @Nullable []> header, String name) {
        String value = optional(header, name);
        if (value == null) {
            throw new MalformedEnvelopeException("the header %s is missing".formatted(name));
        }
        return value;
    }

    private static @Nullable String optional(Function<String, byte @Nullable []> header, String name) {
        byte[] value = header.apply(name);
        String text = value == null ? null : new String(value, StandardCharsets.UTF_8);
        if (text != null && text.indexOf('\0') >= 0) {
            throw new MalformedEnvelopeException(
                    "the header %s contains U+0000, which no database keeps in a text".formatted(name));
        }
        return text;
    }

    private static byte[] utf8(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
