package dev.waybill.stock.reserving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.contracts.Shortage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines that could not be had, as a column. They are read only to give the same answer again. */
final class ShortagesJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ShortagesJson() {}

    static String write(List<Shortage> shortages) {
        try {
            return MAPPER.writeValueAsString(shortages);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write shortages; this is a bug", e);
        }
    }

    static List<Shortage> read(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        try {
            return MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read the stored shortages %s".formatted(json), e);
        }
    }
}
