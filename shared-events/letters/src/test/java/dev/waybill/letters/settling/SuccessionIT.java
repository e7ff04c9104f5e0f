package dev.waybill.letters.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.letters.LetterBox;
import dev.waybill.letters.LetterView;
import dev.waybill.letters.Pile;
import dev.waybill.letters.replaying.ReplayDesk;
import dev.waybill.letters.replaying.ReplayView;
import dev.waybill.letters.searching.Selection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Of each parked order the first letter is one that ops finds by its cause, whatever was before it. */
class SuccessionIT {

    @RegisterExtension
    final ReplayDesk desk = new ReplayDesk();

    private final LetterBox box = desk.box();

    @Test
    void whatADiscardedCulpritLeavesIsFoundAsACauseOfItsOwn() {
        UUID order = box.order(0);
        UUID culprit = box.culprit(order, "no");
        List<UUID> behind = List.of(box.behind(order), box.behind(order));
        desk.discardGroupOf(culprit);
        assertThat(desk.groups()).singleElement().satisfies(group -> {
            assertThat(group.causeClass()).isEqualTo("left_behind");
            assertThat(group.example()).contains("discarded");
            assertThat(group.count()).isOne();
            assertThat(group.behind()).isOne();
        });
        assertThat(desk.letter(behind.getFirst()).history().getLast().what()).isEqualTo("became-first");
        Selection left = Selection.of(
                ReplayDesk.filter(Map.of("group", desk.groups().getFirst().group())));
        assertThat(box.planner().plan(left).verdicts()).containsEntry("will_apply", 2L);
        assertThat(desk.run(desk.begin(left)).applied()).isEqualTo(2);
        assertThat(box.rows().applied()).containsExactlyElementsOf(ReplayDesk.texts(behind));
    }

    @Test
    void whatAReplayedCulpritLeavesIsCountedWithTheNextOne() {
        UUID order = box.order(1);
        UUID first = box.culprit(order, "no");
        UUID second = box.culprit(order, "neither");
        UUID behind = box.behind(order);
        ReplayView done =
                desk.run(desk.begin(Map.of("group", desk.letter(first).cause().group())));
        assertThat(done.applied()).isOne();
        assertThat(done.failed()).isOne();
        assertThat(desk.groups()).singleElement().satisfies(group -> {
            assertThat(group.example()).isEqualTo("neither");
            assertThat(group.count()).isOne();
            assertThat(group.behind()).isOne();
        });
        assertThat(desk.run(desk.begin(
                                Map.of("group", desk.letter(second).cause().group())))
                        .applied())
                .isEqualTo(2);
        assertThat(box.rows().applied()).containsExactlyElementsOf(ReplayDesk.texts(List.of(first, second, behind)));
    }

    @Test
    void whatComesBehindJustWhenAReplayIsBegunIsReplayedWithIt() {
        UUID order = box.order(0);
        UUID culprit = box.culprit(order, "no");
        ReplayView begun = desk.begin(Map.of());
        List<UUID> later = List.of(box.behind(order), box.behind(order));
        box.rows().change("UPDATE dead_letters SET replay = NULL, replay_state = NULL WHERE role = 'behind'");
        box.rows().change("UPDATE dead_letter_replays SET letters = 1 WHERE letters > 0");
        ReplayView done = desk.run(begun);
        assertThat(done.count()).isEqualTo(3);
        assertThat(done.applied()).isEqualTo(3);
        assertThat(desk.groups()).isEmpty();
        assertThat(box.rows().applied())
                .containsExactlyElementsOf(ReplayDesk.texts(List.of(culprit, later.getFirst(), later.getLast())));
        assertThat(desk.letter(later.getLast()).history())
                .extracting(LetterView.Event::what)
                .containsExactly("parked", "replay-begun", "replayed");
    }

    @Test
    void whatComesBehindWhileAReplayHasStoppedIsReplayedWhenItGoesOn() {
        UUID order = box.order(0);
        box.culprit(order, "no");
        ReplayView begun = desk.begin(Map.of());
        box.rows().change("UPDATE dead_letter_replays SET status = 'STOPPED'");
        box.behind(order);
        desk.replays().resume(begun.id(), "ops-1", "go on");
        assertThat(desk.run(begun).applied()).isEqualTo(2);
        assertThat(desk.groups()).isEmpty();
    }

    @Test
    void whatComesBehindOneThatIsSettledAlreadyIsTheFirst() {
        UUID order = box.order(0);
        Pile pile = box.pile(order, "no");
        UUID culprit = pile.add();
        pile.come();
        desk.discardGroupOf(culprit);
        List<UUID> behind = List.of(pile.add(), pile.add());
        pile.come();
        pile.come();
        box.rows().requireInStep();
        assertThat(desk.groups()).singleElement().satisfies(group -> {
            assertThat(group.causeClass()).isEqualTo("left_behind");
            assertThat(group.example()).contains("settled before");
            assertThat(group.count()).isOne();
            assertThat(group.behind()).isOne();
        });
        assertThat(desk.letter(behind.getFirst()).history().getLast().what()).isEqualTo("became-first");
        Selection second = Selection.of(List.of(desk.letter(behind.getLast()).id()));
        assertThat(box.planner().plan(second).verdicts()).containsEntry("needs_predecessor", 1L);
        Selection first = Selection.of(List.of(desk.letter(behind.getFirst()).id()));
        assertThat(box.planner().plan(first).verdicts()).containsEntry("will_apply", 2L);
        assertThat(desk.run(desk.begin(first)).applied()).isEqualTo(2);
        assertThat(box.rows().applied()).containsExactlyElementsOf(ReplayDesk.texts(behind));
    }

    @Test
    void whatComesBehindOneThatFailedWithAnotherCauseMeanwhileIsCountedWithThat() {
        UUID order = box.order(0);
        Pile pile = box.pile(order, "no");
        UUID culprit = pile.add();
        pile.come();
        box.service().refuse(culprit);
        assertThat(desk.run(desk.begin(Map.of())).failed()).isOne();
        pile.add();
        pile.come();
        box.rows().requireInStep();
        assertThat(desk.groups()).singleElement().satisfies(group -> {
            assertThat(group.example()).contains("is refused");
            assertThat(group.count()).isOne();
            assertThat(group.behind()).isOne();
        });
        box.service().refuseNothing();
        assertThat(desk.run(desk.begin(Map.of("cause", "rejected"))).applied()).isEqualTo(2);
    }
}
