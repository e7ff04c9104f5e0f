package dev.waybill.letters.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.letters.LetterBox;
import dev.waybill.letters.replaying.ReplayDesk;
import dev.waybill.letters.searching.Selection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Letters that are put away. */
class DiscardsIT {

    @RegisterExtension
    final ReplayDesk desk = new ReplayDesk();

    private final LetterBox box = desk.box();

    @Test
    void whatIsPutAwayHoldsUpNobodyAnyMore() {
        UUID order = box.order(0);
        UUID culprit = box.culprit(order, "no");
        UUID behind = box.behind(order);
        box.service().refuse(culprit);
        assertThat(box.discards()
                        .discard(
                                Selection.of(ReplayDesk.filter(Map.of(
                                        "group", desk.letter(culprit).cause().group()))),
                                "ops-1",
                                "never"))
                .isOne();
        assertThat(box.rows().count("parked_orders")).isOne();
        assertThat(desk.run(desk.begin(Map.of())).applied()).isOne();
        assertThat(box.rows().applied()).containsExactly(behind.toString());
        assertThat(box.rows().count("parked_orders")).isZero();
        assertThat(desk.letter(culprit, "discarded").history().getLast().reason())
                .isEqualTo("never");
    }

    @Test
    void whatCameSinceItWasCountedIsNotPutAway() {
        UUID counted = box.culprit(box.order(0), "no");
        Instant then = desk.letter(counted).firstFailedAt().plus(1, ChronoUnit.MICROS);
        box.culprit(box.order(0), "no");
        assertThat(box.discards()
                        .discard(
                                Selection.of(
                                        ReplayDesk.filter(Map.of("cause", "rejected", "firstTo", then.toString()))),
                                "ops-1",
                                "never"))
                .isOne();
        assertThat(desk.letter(counted, "discarded").status()).isEqualTo("discarded");
        assertThat(box.rows().count("parked_orders")).isOne();
    }

    @Test
    void manyAreDiscardedInTime() {
        for (int part = 0; part < 20; part++) {
            box.culprits(0, 1_000, "no");
        }
        assertThat(box.discards()
                        .discard(Selection.of(ReplayDesk.filter(Map.of("cause", "rejected"))), "ops-1", "never"))
                .isEqualTo(20_000);
        assertThat(box.rows().count("parked_orders")).isZero();
    }
}
