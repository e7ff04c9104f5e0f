package dev.waybill.letters.replaying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.letters.LetterBox;
import dev.waybill.letters.searching.Selection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each order's letters are applied in the order in which they came. */
class ReplayOrderIT {

    @RegisterExtension
    final ReplayDesk desk = new ReplayDesk();

    private final LetterBox box = desk.box();

    @Test
    void anOrdersMessagesAreAppliedInTheOrderInWhichTheyCame() {
        UUID order = box.order(0);
        List<UUID> messages = List.of(box.culprit(order, "no"), box.behind(order), box.behind(order));
        ReplayView done = desk.run(desk.begin(Map.of("orderId", order.toString())));
        assertThat(box.rows().applied()).containsExactlyElementsOf(ReplayDesk.texts(messages));
        assertThat(done.status()).isEqualTo("finished");
        assertThat(done.count()).isEqualTo(3);
        assertThat(done.applied()).isEqualTo(3);
        assertThat(box.rows().count("parked_orders")).isZero();
        assertThat(box.rows().count("dead_letters WHERE status = 'replayed'")).isEqualTo(3);
    }

    @Test
    void whatIsBehindComesAlongWithItsCulprit() {
        UUID order = box.order(1);
        UUID culprit = box.culprit(order, "no");
        box.behind(order);
        assertThat(desk.run(desk.begin(Selection.of(List.of(desk.letter(culprit).id()))))
                        .applied())
                .isEqualTo(2);
    }

    @Test
    void whatComesWhileItsOrderIsBeingReplayedGoesWithIt() {
        UUID order = box.order(0);
        UUID culprit = box.culprit(order, "no");
        ReplayView begun = desk.begin(Map.of("orderId", order.toString()));
        UUID later = box.behind(order);
        UUID stranger = box.order(0);
        box.culprit(stranger, "no");
        box.behind(stranger);
        ReplayView done = desk.run(begun);
        assertThat(done.count()).isEqualTo(2);
        assertThat(done.applied()).isEqualTo(2);
        assertThat(box.rows().applied()).containsExactly(culprit.toString(), later.toString());
        assertThat(box.rows().count("parked_orders")).isOne();
    }

    @Test
    void whatAnotherReplayHasBeforeItIsWaitedFor() {
        UUID stranger = box.culprit(box.order(0), "no");
        UUID order = box.order(0);
        UUID first = box.culprit(order, "no");
        ReplayView slow = desk.begin(Map.of(), 1);
        UUID later = box.behind(order);
        ReplayView other = desk.begin(Map.of("orderId", order.toString()));
        assertThat(other.count()).isOne();

        desk.turn();
        assertThat(box.rows().applied()).containsExactly(stranger.toString());
        ReplayView done = desk.run(other);

        assertThat(done.status()).isEqualTo("finished");
        assertThat(done.applied()).isOne();
        assertThat(desk.run(slow).applied()).isEqualTo(2);
        assertThat(box.rows().applied()).containsExactlyElementsOf(ReplayDesk.texts(List.of(stranger, first, later)));
        assertThat(box.rows().count("parked_orders")).isZero();
    }

    @Test
    void whatWaitsForAnotherReplayIsHeldOnceThatHasEnded() {
        box.culprit(box.order(0), "no");
        UUID order = box.order(0);
        box.culprit(order, "no");
        ReplayView slow = desk.begin(Map.of(), 1);
        box.behind(order);
        ReplayView other = desk.begin(Map.of("orderId", order.toString()));
        desk.turn();
        desk.replays().cancel(slow.id(), "ops-1", "never mind");

        ReplayView done = desk.run(other);

        assertThat(done.status()).isEqualTo("finished");
        assertThat(done.failed()).isOne();
        assertThat(box.rows().count("parked_orders")).isOne();
    }

    @Test
    void aMessageDoesNotGoBeforeOneThatIsNotSelected() {
        UUID order = box.order(0);
        box.culprit(order, "no");
        UUID later = box.culprit(order, "neither");
        ReplayView done =
                desk.run(desk.begin(Selection.of(List.of(desk.letter(later).id()))));
        assertThat(done.status()).isEqualTo("finished");
        assertThat(done.failed()).isOne();
        assertThat(desk.letter(later).attempts()).isOne();
        assertThat(box.rows().applied()).isEmpty();
        assertThat(box.rows().count("parked_orders")).isOne();
    }

    @Test
    void whatHadBeenDoneIsCountedAsSuch() {
        UUID order = box.order(0);
        UUID known = box.culprit(order, "no");
        box.service().know(known);
        box.behind(order);
        ReplayView done = desk.run(desk.begin(Map.of()));
        assertThat(done.duplicate()).isOne();
        assertThat(done.applied()).isOne();
        assertThat(desk.letter(known).history().getLast().what()).isEqualTo("duplicate");
    }
}
