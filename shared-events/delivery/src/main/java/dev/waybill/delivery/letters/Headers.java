package dev.waybill.delivery.letters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** A record's headers as they are stored: all of them, in order and byte by byte. */
public final class Headers {

    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * One header.
     *
     * @param value Base64 in JSON
     */
    record Stored(String name, byte @Nullable [] value) {}

    private Headers() {}

    static String write(Iterable<Header> headers) {
        List<Stored> stored = new ArrayList<>();
        headers.forEach(header -> stored.add(new Stored(header.key(), header.value())));
        try {
            return MAPPER.writeValueAsString(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write headers; this is a bug", e);
        }
    }

    /** What {@link #write} wrote. */
    public static List<Header> read(String stored) {
        try {
            List<Header> headers = new ArrayList<>();
            for (Stored each : MAPPER.readValue(stored, Stored[].class)) {
                headers.add(new RecordHeader(each.name(), each.value()));
            }
            return headers;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read stored headers", e);
        }
    }
}
