package dev.waybill.orders.placing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a JSON body one by one and notes everything that is wrong with them, so that a caller learns of all
 * mistakes at once, or of many (see {@link Problem#MOST_ERRORS}) how many there are. What can't be read comes back as null
 * or 0, and the notes say so.
 */
public final class JsonFields {

    private static final int SHOWN = 60;

    private final List<FieldError> errors = new ArrayList<>();

    public List<FieldError> errors() {
        return errors;
    }

    public void wrong(String pointer, String detail) {
        errors.add(new FieldError(pointer, detail));
    }

    /** An object; null if it is missing. */
    public @Nullable JsonNode object(JsonNode parent, String name, String pointer) {
        JsonNode node = parent.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            wrong(pointer, "must be an object, but was " + shown(node));
            return null;
        }
        return node;
    }

    public @Nullable String requiredText(@Nullable JsonNode parent, String name, String pointer, int maxLength) {
        String text = text(parent, name, pointer, maxLength);
        if (text == null
                && (parent == null
                        || parent.path(name).isMissingNode()
                        || parent.path(name).isNull())) {
            wrong(pointer, "is required");
        }
        return text;
    }

    /** Text without control characters, of 1 to so many characters; null if it is missing or wrong. */
    public @Nullable String text(@Nullable JsonNode parent, String name, String pointer, int maxLength) {
        JsonNode node = parent == null ? null : parent.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            wrong(pointer, "must be a string, but was " + shown(node));
            return null;
        }
        String text = node.textValue();
        if (text.isBlank() || text.length() > maxLength) {
            wrong(pointer, "must have 1 to %d characters, but was %s".formatted(maxLength, shown(node)));
            return null;
        }
        if (text.chars().anyMatch(Character::isISOControl) || hasLoneSurrogate(text)) {
            wrong(pointer, "must not contain control characters, but was " + shown(node));
            return null;
        }
        return text;
    }

    /** A whole number within bounds; null if it is missing or wrong. */
    public @Nullable Long number(JsonNode parent, String name, String pointer, long min, long max) {
        JsonNode node = parent.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
            wrong(pointer, "must be a whole number from %d to %d, but was %s".formatted(min, max, shown(node)));
            return null;
        }
        return node.longValue();
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String shown(JsonNode node) {
        String json = node.toString();
        return json.length() <= SHOWN ? json : json.substring(0, SHOWN) + "…";
    }
}
