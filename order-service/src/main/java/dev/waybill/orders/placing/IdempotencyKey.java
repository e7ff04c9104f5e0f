package dev.waybill.orders.placing;

import dev.waybill.http.Problem;
import dev.waybill.http.ProblemException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Idempotency-Key}: by the IETF draft (draft-ietf-httpapi-idempotency-key-header) a quoted string, by
 * wide habit a bare one. Both are taken, and mean the same key.
 */
public final class IdempotencyKey {

    private static final Pattern BARE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKey() {}

    /**
     * @param lines of the header
     * @return the key, or null if there is none
     * @throws ProblemException 400, if it is no key, or there are several
     */
    public static @Nullable String parse(List<String> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        String header = lines.size() == 1 ? lines.getFirst() : "";
        String value = header.strip();
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        String key = quoted ? value.substring(1, value.length() - 1) : value;
        if (!BARE.matcher(key).matches()) {
            throw Problem.of(
                            400,
                            "idempotency-key",
                            "The Idempotency-Key is malformed",
                            "There is one Idempotency-Key, of 1 to 255 visible ASCII characters, with or without quotes round them.")
                    .toException();
        }
        return key;
    }
}
