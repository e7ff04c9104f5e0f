package dev.waybill.letters.searching;

import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.letters.LetterView;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The place in the list after which a page begins. */
record Cursor(Instant at, UUID id) {

    private static final Cursor START = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    static Cursor after(LetterView letter) {
        return new Cursor(letter.lastFailedAt(), letter.id());
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "/" + id).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws dev.waybill.http.ProblemException 422 */
    static Cursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", 2);
            return new Cursor(Moments.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw Problem.invalid(
                            List.of(new FieldError("/cursor", "must be one that an earlier page gave as \"next\"")))
                    .toException();
        }
    }
}
