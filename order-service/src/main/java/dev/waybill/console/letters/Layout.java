package dev.waybill.console.letters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON laid out for people. Only blanks are ever added: whoever looks at a payload looks for what is wrong with it, so what
 * would not come out just as it was sent (text behind the end, one field twice, another way to write a number) stays as it
 * is. Pure.
 */
final class Layout {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Layout() {}

    static String of(String payload) {
        try {
            String laidOut = JSON.readTree(payload).toPrettyString();
            return withoutBlanks(laidOut).equals(withoutBlanks(payload)) ? laidOut : payload;
        } catch (JsonProcessingException e) {
            return payload;
        }
    }

    /** Without those that mean nothing: outside of strings. */
    private static String withoutBlanks(String json) {
        StringBuilder kept = new StringBuilder(json.length());
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char each = json.charAt(i);
            if (inString && each == '\\') {
                kept.append(each).append(json, i + 1, Math.min(i + 2, json.length()));
                i++;
            } else {
                inString ^= each == '"';
                if (inString || " \t\r\n".indexOf(each) < 0) {
                    kept.append(each);
                }
            }
        }
        return kept.toString();
    }
}
