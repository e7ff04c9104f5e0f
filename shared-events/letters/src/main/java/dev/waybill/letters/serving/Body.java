package dev.waybill.letters.serving;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.http.Ids;
import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.letters.searching.LetterFilter;
import dev.waybill.letters.searching.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What ops sends, read strictly: a criterion whose name is mistyped must not select everything. A problem says what is wrong.
 */
final class Body {

    private static final int LONGEST_REASON = 500;
    private static final int MOST_IDS = 10_000;
    private static final List<String> WAYS_TO_SELECT = List.of("ids", "search", "all");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Of two values for one field nobody can say which was meant.
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final JsonNode json;

    private Body(JsonNode json) {
        this.json = json;
    }

    /**
     * @param names what it may have
     * @throws dev.waybill.http.ProblemException 400, or 422 if it has anything else
     */
    static Body read(byte[] body, String... names) throws IOException {
        try {
            JsonNode json = MAPPER.readTree(body);
            if (json.isObject()) {
                requireKnown(json, "/", List.of(names));
                return new Body(json);
            }
        } catch (JacksonException e) {
            throw Problem.malformed("The body is no JSON: " + e.getOriginalMessage())
                    .toException();
        }
        throw Problem.malformed("Send a JSON object.").toException();
    }

    /** As {@link #read}, with what a selection is said by. */
    static Body readSelecting(byte[] body, String... names) throws IOException {
        return read(
                body, Stream.concat(WAYS_TO_SELECT.stream(), Stream.of(names)).toArray(String[]::new));
    }

    private static void requireKnown(JsonNode object, String at, List<String> names) {
        List<FieldError> unknown = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                unknown.add(new FieldError(at + pointer(name), "is none of " + String.join(", ", names)));
            }
        });
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown).toException();
        }
    }

    /** As RFC 6901 has it. */
    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** In one way of three; that it is all must be said. */
    Selection selection() {
        if (WAYS_TO_SELECT.stream().filter(json::has).count() != 1) {
            throw wrong("/", "must say which letters: either {\"ids\":[…]}, {\"search\":{…}} or {\"all\":true}");
        }
        if (json.has("ids")) {
            return Selection.of(ids(json.path("ids")));
        }
        return Selection.of(json.has("all") ? all(json.path("all")) : search(json.path("search")));
    }

    private static LetterFilter all(JsonNode all) {
        if (!all.isBoolean() || !all.booleanValue()) {
            throw wrong("/all", "must be true, which is all that are parked");
        }
        return LetterFilter.read(name -> null);
    }

    private static List<UUID> ids(JsonNode ids) {
        if (!ids.isArray() || ids.isEmpty()) {
            throw wrong("/ids", "must be an array of one id at least");
        }
        if (ids.size() > MOST_IDS) {
            throw wrong("/ids", "must be %d at most: use a search".formatted(MOST_IDS));
        }
        List<UUID> parsed = new ArrayList<>();
        for (JsonNode each : ids) {
            parsed.add(id(each.textValue(), "/ids"));
        }
        return parsed;
    }

    private static LetterFilter search(JsonNode search) {
        if (!search.isObject() || search.isEmpty()) {
            throw wrong("/search", "must say what the letters are like; {\"all\":true} is all that are parked");
        }
        requireKnown(search, "/search/", LetterFilter.NAMES);
        LetterFilter filter = LetterFilter.read("/search/", name -> text(search, name));
        if (!filter.status().equals(LetterFilter.PARKED)) {
            throw wrong("/search/status", "must be parked: with the others nothing more can be done");
        }
        return filter;
    }

    /** What was meant to be named and is null would otherwise select everything. */
    private static @Nullable String text(JsonNode search, String name) {
        JsonNode node = search.path(name);
        if (node.isIntegralNumber() && LetterFilter.NUMBERS.contains(name)) {
            return node.asText();
        }
        if (!node.isMissingNode() && !node.isTextual()) {
            throw wrong("/search/" + name, "must be a string");
        }
        return node.textValue();
    }

    String reason() {
        String reason = json.path("reason").textValue();
        if (reason == null
                || reason.isBlank()
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw wrong("/reason", "must say why, in 1 to %d characters".formatted(LONGEST_REASON));
        }
        return reason;
    }

    /** Text as it is, whatever it contains. */
    String payload() {
        JsonNode payload = json.path("payload");
        if (!payload.isTextual()) {
            throw wrong("/payload", "must be the new data, as a string");
        }
        return payload.textValue();
    }

    int number(String name, int least, int most, int ifAbsent) {
        JsonNode node = json.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return ifAbsent;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            throw wrong("/" + name, "must be a whole number from %d to %d".formatted(least, most));
        }
        return node.intValue();
    }

    /** The caller's, or a new one. */
    UUID idOr(UUID ifAbsent) {
        JsonNode node = json.path("id");
        return node.isMissingNode() || node.isNull() ? ifAbsent : id(node.textValue(), "/id");
    }

    private static UUID id(@Nullable String text, String pointer) {
        return Ids.parse(text)
                .orElseThrow(() -> wrong(
                        pointer, text == null ? "must be an id" : "must be an id, but was \"%s\"".formatted(text)));
    }

    static RuntimeException wrong(String pointer, String detail) {
        return Problem.invalid(List.of(new FieldError(pointer, detail))).toException();
    }
}
