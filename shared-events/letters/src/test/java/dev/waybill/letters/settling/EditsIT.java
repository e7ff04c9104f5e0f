package dev.waybill.letters.settling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.http.ProblemException;
import dev.waybill.letters.LetterBox;
import dev.waybill.letters.LetterView;
import dev.waybill.letters.replaying.ReplayDesk;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Letters that are given other data. */
class EditsIT {

    @RegisterExtension
    final ReplayDesk desk = new ReplayDesk();

    private final LetterBox box = desk.box();

    @Test
    void dataThatCouldNeverBeStoredIsRefused() {
        LetterView letter = desk.letter(box.garbage(box.order(0), "{\"cut"));
        for (String payload : List.of("{\"tenant\":\"\\u0000\"}", "\0")) {
            assertThatThrownBy(() -> box.edits().edit(letter.id(), payload, "ops-1", "a try"))
                    .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                                    e.problem().errors())
                            .singleElement()
                            .satisfies(error -> assertThat(error.detail()).contains("U+0000")));
        }
    }

    @Test
    void aMendedLetterIsAppliedAsItIsNow() {
        UUID order = box.order(0);
        UUID message = box.garbage(order, "{\"cut");
        LetterView letter = desk.letter(message);
        assertThat(desk.run(desk.begin(Map.of())).failed()).isOne();
        box.edits().edit(letter.id(), box.data(order), "ops-1", "it was cut");
        LetterView mended = box.letters().show(letter.id());
        assertThat(mended.originalPayload()).isEqualTo("{\"cut");
        assertThat(mended.tenant()).isEqualTo("acme");
        assertThat(desk.run(desk.begin(Map.of())).applied()).isOne();
        assertThat(box.rows().applied()).containsExactly(message.toString());
        assertThatThrownBy(() -> box.edits().edit(letter.id(), "{}", "ops-1", "too late"))
                .isInstanceOf(ProblemException.class);
    }
}
