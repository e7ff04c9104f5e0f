package dev.waybill.ndjson;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.http.ProblemException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object's fields and gathers what is wrong with them, so that a caller hears of everything at once. A field
 * that is wrong reads as empty; {@link #check} then refuses the whole.
 */
public final class Fields {

    private static final int LONGEST_SKU = 64;
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    private Fields(JsonNode body) {
        this.body = body;
    }

    /**
     * @throws ProblemException 400, if it is no JSON object
     */
    public static Fields of(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw Problem.malformed("A JSON object is expected.").toException();
        }
        return new Fields(body);
    }

    /** A field that is a SKU. */
    public String sku() {
        return text("sku", LONGEST_SKU);
    }

    /** A SKU that stands elsewhere, in the path. */
    public String sku(String fromPath) {
        return checked("sku", fromPath, LONGEST_SKU);
    }

    /** Text of 1 to so many characters without control characters; Postgres would refuse a NUL. */
    public String text(String name, int longest) {
        JsonNode value = body.path(name);
        if (!value.isTextual()) {
            return wrong(name, "text of 1 to %d characters".formatted(longest), value);
        }
        return checked(name, value.textValue(), longest);
    }

    /** A whole number within bounds; 12.5 is none, nor is "12". */
    public long wholeNumber(String name, long least, long most) {
        JsonNode value = body.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            wrong(name, "a whole number from %d to %d".formatted(least, most), value);
            return least;
        }
        return value.longValue();
    }

    public boolean flag(String name) {
        JsonNode value = body.path(name);
        if (!value.isBoolean()) {
            wrong(name, "true or false", value);
        }
        return value.booleanValue();
    }

    /** An ISO 4217 code. */
    public String currency(String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual() || !CURRENCIES.contains(value.textValue())) {
            return wrong(name, "a currency code of ISO 4217, such as GBP", value);
        }
        return value.textValue();
    }

    /**
     * @throws ProblemException 422, if anything was wrong
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).toException();
        }
    }

    private String checked(String name, String text, int longest) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > longest) {
            error(name, "must be text of 1 to %d characters".formatted(longest));
        } else if (text.codePoints().anyMatch(Fields::isUnfit)) {
            error(name, "must not contain control characters or halves of characters");
        }
        return text;
    }

    private static boolean isUnfit(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private String wrong(String name, String expected, JsonNode value) {
        String was = value.isMissingNode() ? "is missing" : "was " + shortened(value.toString());
        error(name, "must be %s, but %s".formatted(expected, was));
        return "";
    }

    private static String shortened(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }

    private void error(String name, String detail) {
        errors.add(new FieldError("/" + name, detail));
    }
}
