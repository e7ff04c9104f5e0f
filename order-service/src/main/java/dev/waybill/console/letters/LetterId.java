package dev.waybill.console.letters;

import dev.waybill.http.Ids;
import dev.waybill.http.Problem;
import java.util.UUID;

/** Ids of letters and of replays as they stand in an address. Pure. */
final class LetterId {

    private LetterId() {}

    /** @throws dev.waybill.http.ProblemException 404, if it is none */
    static UUID of(String text) {
        return Ids.parse(text)
                .orElseThrow(() -> Problem.notFound("There is nothing here with the id \"%s\".".formatted(text))
                        .toException());
    }
}
