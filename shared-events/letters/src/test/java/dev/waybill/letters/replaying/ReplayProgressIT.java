package dev.waybill.letters.replaying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.http.ProblemException;
import dev.waybill.letters.LetterBox;
import dev.waybill.letters.searching.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A replay's life: begun once, paced, carried on by others, ended by ops. */
class ReplayProgressIT {

    @RegisterExtension
    final ReplayDesk desk = new ReplayDesk();

    private final LetterBox box = desk.box();

    @Test
    void anotherProcessGoesOnWhereOneWasKilledAndAppliesEachOnce() {
        List<UUID> messages = new ArrayList<>(box.culprits(0, 700, "no %d"));
        messages.addAll(box.culprits(1, 700, "no %d"));
        ReplayView begun = desk.begin(Map.of(), 10_000);
        while (box.rows().count("applied") < 100) {
            desk.turn();
        }
        assertThat(desk.replays().find(begun.id()).status()).isEqualTo("running");
        desk.startAnew();
        desk.turn();
        long held = box.rows().count("applied");
        desk.turn();
        assertThat(box.rows().count("applied"))
                .as("while the lease of the first lasts")
                .isEqualTo(held);
        box.rows().change("UPDATE dead_letter_replays SET held_until = '-infinity'");
        ReplayView done = desk.run(begun);
        assertThat(done.status()).isEqualTo("finished");
        assertThat(done.applied()).isEqualTo(1_400);
        assertThat(box.rows().applied()).containsExactlyInAnyOrderElementsOf(ReplayDesk.texts(messages));
        assertThat(box.rows().count("parked_orders")).isZero();
    }

    @Test
    void whatIsCancelledStaysAndMayBeTakenByAnother() {
        box.culprits(0, 10, "no");
        ReplayView begun = desk.begin(Map.of(), 1);
        desk.turn();
        assertThat(desk.replays().cancel(begun.id(), "ops-1", "wrong one").status())
                .isEqualTo("cancelled");
        assertThat(desk.run(begun).done()).isOne();
        assertThat(desk.run(desk.begin(Map.of())).applied()).isEqualTo(9);
        assertThatThrownBy(() -> desk.replays().cancel(begun.id(), "ops-1", "again"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void askedForAgainItIsTheSameReplay() {
        box.culprits(0, 3, "no");
        UUID id = UUID.randomUUID();
        assertThat(desk.begin(id, Selection.of(ReplayDesk.filter(Map.of())), 100)
                        .count())
                .isEqualTo(3);
        box.culprits(0, 2, "no");
        assertThat(desk.begin(id, Selection.of(ReplayDesk.filter(Map.of())), 100)
                        .count())
                .isEqualTo(3);
        assertThat(desk.run(desk.begin(Map.of())).count())
                .as("what the first has not")
                .isEqualTo(2);
    }

    @Test
    void itKeepsItsPace() {
        box.culprits(0, 50, "no");
        ReplayView begun = desk.begin(Map.of(), 10);
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            desk.turn();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(desk.replays().find(begun.id()).done()).isLessThanOrEqualTo((long) (3 + seconds * 10));
    }

    @Test
    void whoHandlesALetterIsToldOfTheReplay() {
        box.culprit(box.order(0), "no");
        UUID replay = desk.begin(Map.of()).id();
        desk.turn();
        box.arrival(box.order(0));
        assertThat(box.service().replays()).containsExactly(replay + " " + replay);
    }
}
