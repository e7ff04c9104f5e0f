package dev.waybill.letters.serving;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.letters.searching.LetterFilter;
import dev.waybill.letters.searching.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What ops sends, read strictly: a criterion whose name is mistyped must not select everything. A problem says what is wrong.
 */
final class Body {

    private static final int LONGEST_REASON = 500;
    private static final int MOST_IDS = 10_000;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Of two values for one field nobody can say which was meant.
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final JsonNode json;

    private Body(JsonNode json) {
        this.json = json;
    }

    /** @throws dev.waybill.http.ProblemException 400 */
    static Body read(byte[] body) throws IOException {
        try {
            JsonNode json = MAPPER.readTree(body);
            if (json.isObject()) {
                return new Body(json);
            }
        } catch (JacksonException e) {
            throw Problem.malformed("The body is no JSON: " + e.getOriginalMessage())
                    .toException();
        }
        throw Problem.malformed("Send a JSON object.").toException();
    }

    /** Either the ids or the search. */
    Selection selection() {
        JsonNode ids = json.path("ids");
        JsonNode search = json.path("search");
        if (ids.isArray() && search.isMissingNode()) {
            return Selection.of(ids(ids));
        }
        if (search.isObject() && ids.isMissingNode()) {
            return Selection.of(search(search));
        }
        throw wrong("/", "must say which letters: either {\"ids\":[…]} or {\"search\":{…}}");
    }

    private static List<UUID> ids(JsonNode ids) {
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
        Set<String> unknown = new LinkedHashSet<>();
        search.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(Set.copyOf(LetterFilter.NAMES));
        if (!unknown.isEmpty()) {
            throw wrong("/search", "must name nothing but %s, but had %s".formatted(LetterFilter.NAMES, unknown));
        }
        LetterFilter filter = LetterFilter.read(name -> text(search, name));
        if (!filter.status().equals(LetterFilter.PARKED)) {
            throw wrong("/search/status", "must be parked: with the others nothing more can be done");
        }
        return filter;
    }

    private static @Nullable String text(JsonNode parent, String name) {
        JsonNode node = parent.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
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
        try {
            if (text != null && text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            throw wrong(pointer, "must be an id, but was \"%s\"".formatted(text));
        }
        throw wrong(pointer, "must be an id");
    }

    static RuntimeException wrong(String pointer, String detail) {
        return Problem.invalid(List.of(new FieldError(pointer, detail))).toException();
    }
}
