package dev.waybill.letters.replaying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.http.ProblemException;
import dev.waybill.letters.LetterBox;
import dev.waybill.letters.LetterView;
import dev.waybill.letters.LetterView.Event;
import dev.waybill.letters.searching.Groups.Group;
import dev.waybill.letters.searching.LetterFilter;
import dev.waybill.letters.searching.Selection;
import dev.waybill.shards.ShardAwayException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayingIT {

    private final LetterBox box = new LetterBox();
    private final ReplaySchedule schedule =
            new ReplaySchedule(box.shards(), box.inbounds(), box.clock(), new SimpleMeterRegistry());
    private final Replays replays = new Replays(box.shards(), schedule, box.clock());
    private int processes;
    private List<ReplayRunner> runners = newProcess();

    ReplayingIT() {
        // Who runs a replay here is the test.
        schedule.stop();
    }

    @AfterEach
    void close() {
        box.requireInStep();
        box.close();
    }

    @Test
    void anOrdersMessagesAreAppliedInTheOrderInWhichTheyCame() {
        UUID order = box.order(0);
        List<UUID> messages = List.of(box.culprit(order, "no"), box.behind(order), box.behind(order));
        ReplayView done = run(begin(Map.of("orderId", order.toString())));
        assertThat(box.applied()).containsExactlyElementsOf(texts(messages));
        assertThat(done.status()).isEqualTo("finished");
        assertThat(done.count()).isEqualTo(3);
        assertThat(done.applied()).isEqualTo(3);
        assertThat(box.count("parked_orders")).isZero();
        assertThat(box.count("dead_letters WHERE status = 'replayed'")).isEqualTo(3);
    }

    @Test
    void whatIsBehindComesAlongWithItsCulprit() {
        UUID order = box.order(1);
        UUID culprit = box.culprit(order, "no");
        box.behind(order);
        assertThat(run(begin(Selection.of(List.of(letter(culprit).id())))).applied())
                .isEqualTo(2);
    }

    @Test
    void whatComesWhileItsOrderIsBeingReplayedGoesWithIt() {
        UUID order = box.order(0);
        UUID culprit = box.culprit(order, "no");
        ReplayView begun = begin(Map.of("orderId", order.toString()));
        UUID later = box.behind(order);
        UUID stranger = box.order(0);
        box.culprit(stranger, "no");
        box.behind(stranger);
        ReplayView done = run(begun);
        assertThat(done.count()).isEqualTo(2);
        assertThat(done.applied()).isEqualTo(2);
        assertThat(box.applied()).containsExactly(culprit.toString(), later.toString());
        assertThat(box.count("parked_orders")).isOne();
    }

    @Test
    void aMessageDoesNotGoBeforeOneThatIsNotSelected() {
        UUID order = box.order(0);
        box.culprit(order, "no");
        UUID later = box.culprit(order, "neither");
        ReplayView done = run(begin(Selection.of(List.of(letter(later).id()))));
        assertThat(done.status()).isEqualTo("finished");
        assertThat(done.failed()).isOne();
        assertThat(letter(later).attempts()).isOne();
        assertThat(box.applied()).isEmpty();
        assertThat(box.count("parked_orders")).isOne();
    }

    @Test
    void theRemovalOfALetterAndItsEffectAreOne() {
        UUID order = box.order(0);
        UUID culprit = box.culprit(order, "no");
        UUID behind = box.behind(order);
        ReplayView begun = begin(Map.of("orderId", order.toString()));
        box.failAfterWriting(1);
        assertThatThrownBy(() -> run(begun)).isInstanceOf(ShardAwayException.class);
        assertThat(box.applied()).isEmpty();
        assertThat(box.count("dead_letters WHERE status = 'parked'")).isEqualTo(2);
        assertThat(run(begun).applied()).isEqualTo(2);
        assertThat(box.applied()).containsExactly(culprit.toString(), behind.toString());
    }

    @Test
    void oneThatFailsAgainIsTheSameLetter() {
        UUID order = box.order(0);
        UUID culprit = box.culprit(order, "no");
        UUID behind = box.behind(order);
        UUID neighbour = box.culprit(box.order(0), "no");
        box.refuse(culprit);
        ReplayView done = run(begin(Map.of("group", letter(culprit).cause().group())));
        assertThat(done.applied()).isOne();
        assertThat(done.failed()).isEqualTo(2);
        assertThat(box.applied()).containsExactly(neighbour.toString());
        LetterView letter = letter(culprit);
        assertThat(letter.attempts()).isEqualTo(2);
        assertThat(letter.status()).isEqualTo("parked");
        assertThat(letter.cause().message()).contains("is refused");
        assertThat(letter.history().stream().map(Event::what)).containsExactly("parked", "replay-begun", "failed");
        assertThat(letter(behind).cause().group()).isEqualTo(letter.cause().group());
        assertThat(letter(behind).attempts()).isOne();
        assertThat(box.count("dead_letters")).isEqualTo(3);

        box.refuseNothing();
        assertThat(run(begin(Map.of("group", letter.cause().group()))).applied())
                .isEqualTo(2);
        assertThat(box.applied()).containsExactly(neighbour.toString(), culprit.toString(), behind.toString());
    }

    @Test
    void oneOfWhichNothingCanBeForetoldFailsByItself() {
        box.culprits(0, 10, "no");
        UUID confusing = box.culprit(box.order(0), "no");
        box.confuse(confusing);
        box.refuse(confusing);
        ReplayView done = run(begin(Map.of()));
        assertThat(done.status()).isEqualTo("finished");
        assertThat(done.applied()).isEqualTo(10);
        assertThat(done.failed()).isOne();
        assertThat(letter(confusing).cause().message()).contains("is refused");
    }

    @Test
    void aBugThatComesAgainAndAgainStopsItAndIsTold() {
        box.culprit(box.order(0), "no");
        ReplayView begun = begin(Map.of());
        box.change("ALTER TABLE dead_letter_history RENAME COLUMN detail TO particulars");
        for (int i = 1; i < ReplayRunner.MOST_BUGS; i++) {
            assertThatThrownBy(() -> runners.getFirst().runOnce()).isInstanceOf(RuntimeException.class);
            assertThat(replays.find(begun.id()).status()).isEqualTo("running");
        }
        ReplayView stopped = run(begun);
        assertThat(stopped.status()).isEqualTo("stopped");
        assertThat(stopped.whyStopped()).contains("could not go on", "detail");
        box.change("ALTER TABLE dead_letter_history RENAME COLUMN particulars TO detail");
        replays.resume(begun.id(), "ops-1", "mended");
        assertThat(run(begun).applied()).isOne();
    }

    @Test
    void dataThatCouldNeverBeStoredIsRefused() {
        LetterView letter = letter(box.garbage(box.order(0), "{\"cut"));
        for (String payload : List.of("{\"tenant\":\"\\u0000\"}", "\0")) {
            assertThatThrownBy(() -> box.edits().edit(letter.id(), payload, "ops-1", "a try"))
                    .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                                    e.problem().errors())
                            .singleElement()
                            .satisfies(error -> assertThat(error.detail()).contains("U+0000")));
        }
    }

    @Test
    void whatHadBeenDoneIsCountedAsSuch() {
        UUID order = box.order(0);
        UUID known = box.culprit(order, "no");
        box.know(known);
        box.behind(order);
        ReplayView done = run(begin(Map.of()));
        assertThat(done.duplicate()).isOne();
        assertThat(done.applied()).isOne();
        assertThat(letter(known).history().getLast().what()).isEqualTo("duplicate");
    }

    @Test
    void anotherProcessGoesOnWhereOneWasKilledAndAppliesEachOnce() {
        List<UUID> messages = new ArrayList<>(box.culprits(0, 700, "no %d"));
        messages.addAll(box.culprits(1, 700, "no %d"));
        ReplayView begun = begin(Map.of(), 10_000);
        while (box.count("applied") < 100) {
            runners.forEach(ReplayRunner::runOnce);
        }
        assertThat(replays.find(begun.id()).status()).isEqualTo("running");
        runners = newProcess();
        runners.forEach(ReplayRunner::runOnce);
        long held = box.count("applied");
        runners.forEach(ReplayRunner::runOnce);
        assertThat(box.count("applied"))
                .as("while the lease of the first lasts")
                .isEqualTo(held);
        box.change("UPDATE dead_letter_replays SET held_until = '-infinity'");
        ReplayView done = run(begun);
        assertThat(done.status()).isEqualTo("finished");
        assertThat(done.applied()).isEqualTo(1_400);
        assertThat(box.applied()).containsExactlyInAnyOrderElementsOf(texts(messages));
        assertThat(box.count("parked_orders")).isZero();
    }

    @Test
    void itStopsWhereTooManyFailAndGoesOnWhenToldTo() {
        List<UUID> messages = box.culprits(0, 100, "no");
        box.refuse(messages.toArray(UUID[]::new));
        ReplayView begun = begin(Map.of(), 10_000);
        ReplayView stopped = run(begun);
        assertThat(stopped.status()).isEqualTo("stopped");
        assertThat(stopped.whyStopped()).contains("failed");
        assertThat(stopped.failed()).isBetween(20L, 40L);
        box.refuseNothing();
        ReplayView resumed = replays.resume(begun.id(), "ops-1", "mended");
        assertThat(resumed.status()).isEqualTo("running");
        assertThat(run(begun).status()).isEqualTo("finished");
        assertThat(box.count("dead_letters WHERE status = 'parked'")).isEqualTo(stopped.failed());
        assertThat(box.count("dead_letter_actions WHERE actor = 'ops-1'")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsCancelledStaysAndMayBeTakenByAnother() {
        box.culprits(0, 10, "no");
        ReplayView begun = begin(Map.of(), 1);
        runners.forEach(ReplayRunner::runOnce);
        assertThat(replays.cancel(begun.id(), "ops-1", "wrong one").status()).isEqualTo("cancelled");
        assertThat(run(begun).done()).isOne();
        assertThat(run(begin(Map.of())).applied()).isEqualTo(9);
        assertThatThrownBy(() -> replays.cancel(begun.id(), "ops-1", "again")).isInstanceOf(ProblemException.class);
    }

    @Test
    void askedForAgainItIsTheSameReplay() {
        box.culprits(0, 3, "no");
        UUID id = UUID.randomUUID();
        assertThat(begin(id, Selection.of(filter(Map.of())), 100).count()).isEqualTo(3);
        box.culprits(0, 2, "no");
        assertThat(begin(id, Selection.of(filter(Map.of())), 100).count()).isEqualTo(3);
        assertThat(run(begin(Map.of())).count()).as("what the first has not").isEqualTo(2);
    }

    @Test
    void itKeepsItsPace() {
        box.culprits(0, 50, "no");
        ReplayView begun = begin(Map.of(), 10);
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            runners.forEach(ReplayRunner::runOnce);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(replays.find(begun.id()).done()).isLessThanOrEqualTo((long) (3 + seconds * 10));
    }

    @Test
    void aMendedLetterIsAppliedAsItIsNow() {
        UUID order = box.order(0);
        UUID message = box.garbage(order, "{\"cut");
        LetterView letter = letter(message);
        assertThat(run(begin(Map.of())).failed()).isOne();
        box.edits().edit(letter.id(), new String(LetterBox.data(order), StandardCharsets.UTF_8), "ops-1", "it was cut");
        LetterView mended = box.letters().show(letter.id());
        assertThat(mended.originalPayload()).isEqualTo("{\"cut");
        assertThat(mended.tenant()).isEqualTo("acme");
        assertThat(run(begin(Map.of())).applied()).isOne();
        assertThat(box.applied()).containsExactly(message.toString());
        assertThatThrownBy(() -> box.edits().edit(letter.id(), "{}", "ops-1", "too late"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void whatIsPutAwayHoldsUpNobodyAnyMore() {
        UUID order = box.order(0);
        UUID culprit = box.culprit(order, "no");
        UUID behind = box.behind(order);
        box.refuse(culprit);
        assertThat(box.discards()
                        .discard(
                                Selection.of(filter(
                                        Map.of("group", letter(culprit).cause().group()))),
                                "ops-1",
                                "never"))
                .isOne();
        assertThat(box.count("parked_orders")).isOne();
        assertThat(run(begin(Map.of())).applied()).isOne();
        assertThat(box.applied()).containsExactly(behind.toString());
        assertThat(box.count("parked_orders")).isZero();
        assertThat(letter(culprit, "discarded").history().getLast().reason()).isEqualTo("never");
    }

    @Test
    void whatADiscardedCulpritLeavesIsFoundAsACauseOfItsOwn() {
        UUID order = box.order(0);
        UUID culprit = box.culprit(order, "no");
        List<UUID> behind = List.of(box.behind(order), box.behind(order));
        discardGroupOf(culprit);
        assertThat(groups()).singleElement().satisfies(group -> {
            assertThat(group.causeClass()).isEqualTo("left_behind");
            assertThat(group.example()).contains("discarded");
            assertThat(group.count()).isOne();
            assertThat(group.behind()).isOne();
        });
        assertThat(letter(behind.getFirst()).history().getLast().what()).isEqualTo("became-first");
        Selection left = Selection.of(filter(Map.of("group", groups().getFirst().group())));
        assertThat(box.planner().plan(left).verdicts()).containsEntry("will_apply", 2L);
        assertThat(run(begin(left)).applied()).isEqualTo(2);
        assertThat(box.applied()).containsExactlyElementsOf(texts(behind));
    }

    @Test
    void whatAReplayedCulpritLeavesIsCountedWithTheNextOne() {
        UUID order = box.order(1);
        UUID first = box.culprit(order, "no");
        UUID second = box.culprit(order, "neither");
        UUID behind = box.behind(order);
        ReplayView done = run(begin(Map.of("group", letter(first).cause().group())));
        assertThat(done.applied()).isOne();
        assertThat(done.failed()).isOne();
        assertThat(groups()).singleElement().satisfies(group -> {
            assertThat(group.example()).isEqualTo("neither");
            assertThat(group.count()).isOne();
            assertThat(group.behind()).isOne();
        });
        assertThat(run(begin(Map.of("group", letter(second).cause().group()))).applied())
                .isEqualTo(2);
        assertThat(box.applied()).containsExactlyElementsOf(texts(List.of(first, second, behind)));
    }

    @Test
    void whatAReplayLeavesWithoutACulpritBecomesOne() {
        UUID order = box.order(0);
        box.culprit(order, "no");
        ReplayView begun = begin(Map.of());
        box.change("UPDATE dead_letter_replays SET status = 'STOPPED'");
        UUID later = box.behind(order);
        replays.resume(begun.id(), "ops-1", "go on");
        assertThat(run(begun).applied()).isOne();
        assertThat(letter(later).role()).isEqualTo("culprit");
        assertThat(letter(later).cause().kind()).isEqualTo("left_behind");
        assertThat(letter(later).cause().message()).contains("replayed");
        assertThat(run(begin(Map.of("cause", "left_behind"))).applied()).isOne();
    }

    @Test
    void manyAreDiscardedInTime() {
        for (int part = 0; part < 20; part++) {
            box.culprits(0, 1_000, "no");
        }
        assertThat(box.discards().discard(Selection.of(filter(Map.of("cause", "rejected"))), "ops-1", "never"))
                .isEqualTo(20_000);
        assertThat(box.count("parked_orders")).isZero();
    }

    private List<Group> groups() {
        return box.letters().groups(filter(Map.of())).groups();
    }

    private void discardGroupOf(UUID culprit) {
        Selection group =
                Selection.of(filter(Map.of("group", letter(culprit).cause().group())));
        assertThat(box.discards().discard(group, "ops-1", "never")).isOne();
    }

    private ReplayView begin(Map<String, String> search) {
        return begin(search, 10_000);
    }

    private ReplayView begin(Map<String, String> search, int perSecond) {
        return begin(UUID.randomUUID(), Selection.of(filter(search)), perSecond);
    }

    private ReplayView begin(Selection selection) {
        return begin(UUID.randomUUID(), selection, 10_000);
    }

    private ReplayView begin(UUID id, Selection selection, int perSecond) {
        return replays.begin(new Replays.Wish(id, selection, "ops-1", "because", perSecond, 50));
    }

    private ReplayView run(ReplayView replay) {
        while (replays.find(replay.id()).status().equals("running")) {
            runners.forEach(ReplayRunner::runOnce);
        }
        return replays.find(replay.id());
    }

    private List<ReplayRunner> newProcess() {
        processes++;
        return box.shards().all().stream()
                .map(shard -> new ReplayRunner(
                        shard, box.inbounds(), "process-" + processes, box.clock(), new SimpleMeterRegistry()))
                .toList();
    }

    private LetterView letter(UUID message) {
        return letter(message, "parked");
    }

    private LetterView letter(UUID message, String status) {
        for (String each : List.of(status, "replayed")) {
            for (LetterView letter : box.letters()
                    .list(filter(Map.of("status", each)), 500, null)
                    .letters()) {
                if (message.toString().equals(letter.headers().get("ce_id"))) {
                    return box.letters().show(letter.id());
                }
            }
        }
        throw new AssertionError("no letter of " + message);
    }

    private static LetterFilter filter(Map<String, String> search) {
        return LetterFilter.read(search::get);
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
