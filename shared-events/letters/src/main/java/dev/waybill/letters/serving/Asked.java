package dev.waybill.letters.serving;

import dev.waybill.http.Ids;
import dev.waybill.http.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands in an address, read strictly. */
final class Asked {

    private static final int MOST = 500;

    private Asked() {}

    /** @throws dev.waybill.http.ProblemException 404: what is no id is nothing's */
    static UUID id(String what, String text) {
        return Ids.parse(text).orElseThrow(() -> Problem.notFound("There is no %s \"%s\".".formatted(what, text))
                .toException());
    }

    /** @throws dev.waybill.http.ProblemException 422 */
    static int limit(@Nullable String text, int ifAbsent) {
        if (text == null) {
            return ifAbsent;
        }
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw Body.wrong("/limit", "must be a number from 1 to %d, but was \"%s\"".formatted(MOST, text));
    }
}
