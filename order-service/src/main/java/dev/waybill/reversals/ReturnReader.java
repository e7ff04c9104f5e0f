package dev.waybill.reversals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.http.Problem;
import dev.waybill.http.ProblemException;
import dev.waybill.orders.OrderJson;
import dev.waybill.orders.placing.JsonFields;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of cancels and returns. Pure. */
final class ReturnReader {

    private static final int MAX_LINES = 1_200;
    private static final int MAX_QUANTITY = 1_000_000;
    private static final int MAX_NOTE = 500;

    private final JsonFields fields = new JsonFields();

    private ReturnReader() {}

    /**
     * @param units by line of the order, in the order of the body
     */
    record Body(Map<Integer, Integer> units, @Nullable String note) {}

    /**
     * @param body may be empty
     * @throws ProblemException naming the wrong fields; of many the first, and how many
     */
    static @Nullable String note(byte[] body) throws IOException {
        if (body.length == 0) {
            return null;
        }
        ReturnReader reader = new ReturnReader();
        String note = reader.fields.text(object(body), "note", "/note", MAX_NOTE);
        reader.check();
        return note;
    }

    /** @throws ProblemException naming the wrong fields; of many the first, and how many */
    static Body read(byte[] json) throws IOException {
        JsonNode body = object(json);
        ReturnReader reader = new ReturnReader();
        Body read = new Body(reader.units(body.path("lines")), reader.fields.text(body, "note", "/note", MAX_NOTE));
        reader.check();
        return read;
    }

    private static JsonNode object(byte[] json) throws IOException {
        JsonNode body = OrderJson.tree(json);
        if (!body.isObject()) {
            throw Problem.malformed("The body must be a JSON object.").toException();
        }
        return body;
    }

    private Map<Integer, Integer> units(JsonNode lines) {
        Map<Integer, Integer> units = new LinkedHashMap<>();
        if (!lines.isArray() || lines.isEmpty() || lines.size() > MAX_LINES) {
            String was = lines.isArray() ? lines.size() + " lines" : lines.isMissingNode() ? "missing" : "no array";
            fields.wrong("/lines", "must be an array of 1 to %d lines, but was %s".formatted(MAX_LINES, was));
        } else {
            for (int i = 0; i < lines.size(); i++) {
                line(lines.get(i), "/lines/" + i, units);
            }
        }
        return units;
    }

    private void line(JsonNode line, String pointer, Map<Integer, Integer> units) {
        Long number = required(line, "line", pointer, MAX_LINES);
        Long quantity = required(line, "quantity", pointer, MAX_QUANTITY);
        if (number != null && quantity != null && units.put(number.intValue(), quantity.intValue()) != null) {
            fields.wrong(pointer + "/line", "names line %d a second time".formatted(number));
        }
    }

    private @Nullable Long required(JsonNode line, String name, String pointer, long max) {
        if (!line.hasNonNull(name)) {
            fields.wrong(pointer + "/" + name, "is required");
            return null;
        }
        return fields.number(line, name, pointer + "/" + name, 1, max);
    }

    private void check() {
        if (!fields.errors().isEmpty()) {
            throw Problem.invalid(fields.errors()).toException();
        }
    }
}
