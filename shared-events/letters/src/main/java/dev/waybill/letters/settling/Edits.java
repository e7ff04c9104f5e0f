package dev.waybill.letters.settling;

import dev.waybill.contracts.MessageCodec;
import dev.waybill.delivery.letters.About;
import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.http.ProblemException;
import dev.waybill.letters.LetterRow;
import dev.waybill.letters.searching.LetterFilter;
import dev.waybill.letters.searching.Letters;
import dev.waybill.letters.searching.Letters.Stored;
import dev.waybill.letters.settling.SettlingTable.Edit;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Gives a letter other data; what it came with is kept. Its envelope stays, and with it its order. */
@Singleton
public class Edits {

    private static final Logger LOG = Logger.getLogger(Edits.class);

    private final Letters letters;
    private final Clock clock;

    public Edits(Letters letters, Clock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * @throws dev.waybill.http.ProblemException 404, or 409 if it is not parked any more or changes at this moment, or 422
     *     if there is something in it that could never be applied
     */
    public void edit(UUID id, String payload, String actor, String reason) {
        byte[] data = payload.getBytes(StandardCharsets.UTF_8);
        requireStorable(data);
        Stored stored = letters.find(id);
        LetterRow row = stored.row();
        if (!row.status().equals(LetterFilter.PARKED)) {
            throw conflict("The letter is %s.".formatted(row.status()));
        }
        About about = About.of(row.record(data, null));
        Edit edit = new Edit(
                id,
                row.version(),
                data,
                about.tenant(),
                about.saga(),
                about.step(),
                about.attempt(),
                actor,
                reason,
                clock.instant());
        if (stored.shard().run(SettlingTable.EDIT, edit).isEmpty()) {
            throw conflict("The letter has changed a moment ago: look at it again.");
        }
        LOG.infof("%s of ops: edit letter %s: %s", actor, id, reason);
    }

    private static void requireStorable(byte[] data) {
        if (MessageCodec.holdsNul(data)) {
            throw Problem.invalid(List.of(
                            new FieldError("/payload", "must not contain U+0000, which no database keeps in a text")))
                    .toException();
        }
    }

    private static ProblemException conflict(String detail) {
        return Problem.of(409, "letter-does-not-allow-it", "The letter's state does not allow it", detail)
                .toException();
    }
}
