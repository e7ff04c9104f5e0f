package dev.waybill.local.ops.showing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Values of answers as they stand in a table. */
final class Cells {
    private Cells() {}

    /** What the field says; nothing if it is absent. */
    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    /** To the second, in the form that {@code --from} and {@code --to} take. */
    static String time(JsonNode node, String field) {
        String text = text(node, field);
        try {
            return text.isEmpty()
                    ? ""
                    : Instant.parse(text).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeException e) {
            return text;
        }
    }

    static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    /** Messages come from anywhere: what they contain must not steer the terminal, nor break a line. */
    static String clean(String text) {
        return text.codePoints()
                .map(each -> Character.isISOControl(each) || Character.getType(each) == Character.FORMAT ? ' ' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
