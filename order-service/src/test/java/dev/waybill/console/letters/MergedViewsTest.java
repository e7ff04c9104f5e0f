package dev.waybill.console.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.Confirmation;
import dev.waybill.console.Confirmation.Field;
import dev.waybill.console.letters.Said.Action;
import dev.waybill.console.letters.Said.Actions;
import dev.waybill.console.letters.Said.Group;
import dev.waybill.console.letters.Said.Groups;
import dev.waybill.console.letters.Said.Plan;
import dev.waybill.console.letters.Said.Replay;
import dev.waybill.console.letters.Said.Replays;
import dev.waybill.console.peers.Answer.Away;
import dev.waybill.console.peers.Answer.Came;
import dev.waybill.console.peers.Answers;
import dev.waybill.delivery.consuming.Foretelling.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What several services say becomes one page. */
class MergedViewsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Filter ALL = new Filter(Map.of());
    private static final UUID REPLAY = UUID.fromString("019ab000-0000-7000-8000-000000000002");

    @Test
    void oneCauseIsOneRowWhereverItStruck() {
        Answers<Groups> groups = new Answers<>(List.of(
                new Came<>("order-service", groups(group("few", 2, 0))),
                new Came<>("payment-service", groups(group("many", 9_999, 3), group("few", 5, 1))),
                new Away<>("inventory-service", "no connection")));

        GroupsView view = GroupsView.of(ALL, groups, new Answers<Replays>(List.of()), NOW);

        assertThat(view.groups()).extracting(GroupsView.Row::count).containsExactly("9\u202f999", "7");
        assertThat(view.groups().getLast().services()).isEqualTo("order-service, payment-service");
        assertThat(view.groups().getLast().behind()).isEqualTo("1");
        assertThat(view.groups().getLast().query()).isEqualTo("group=few");
        assertThat(view.missing()).containsExactly("inventory-service is away (no connection).");
    }

    @Test
    void aPlanAddsUpWhatEachForetells() {
        Answers<Plan> plans = new Answers<>(List.of(
                new Came<>("order-service", new Plan(3, Map.of("will_apply", 2L, "fenced", 1L), List.of(), List.of())),
                new Came<>("payment-service", new Plan(0, Map.of(), List.of(), List.of())),
                new Came<>("inventory-service", new Plan(4, Map.of("will_apply", 4L), List.of(), List.of()))));

        PlanView view = PlanView.of(new Selection(Map.of(), ALL.explicit()), "", REPLAY, plans);

        assertThat(view.replay()).isEqualTo(REPLAY.toString());
        assertThat(view.count()).isEqualTo("7");
        assertThat(view.verdicts()).extracting(PlanView.Foretold::count).containsExactly("6", "1");
        assertThat(view.unlisted()).isEqualTo("7");
        assertThat(view.services()).containsExactly("order-service", "inventory-service");
    }

    @ParameterizedTest
    @EnumSource
    void everyVerdictHasWordsAndWhatFailsIsSeen(Verdict verdict) {
        String name = verdict.name().toLowerCase(Locale.ROOT);
        Plan plan = new Plan(1, Map.of(name, 1L), List.of(), List.of());

        PlanView.Foretold foretold = PlanView.of(
                        new Selection(Map.of(), ALL.explicit()),
                        "",
                        REPLAY,
                        new Answers<>(List.of(new Came<>("order-service", plan))))
                .verdicts()
                .getFirst();

        assertThat(foretold.meaning()).isNotEmpty();
        assertThat(foretold.tone().equals("bad"))
                .isEqualTo(verdict == Verdict.UNREADABLE || verdict == Verdict.REJECTED);
    }

    @Test
    void whatIsDiscardedIsCountedAsItIsMeant() {
        Answers<Groups> groups = new Answers<>(List.of(
                new Came<>("order-service", groups(group("a", 2, 5))),
                new Came<>("payment-service", groups()),
                new Away<>("inventory-service", "no connection")));
        Filter group = new Filter(Map.of("group", "a"));

        Confirmation ofGroup = DiscardView.of(new Selection(Map.of(), group), Counted.of(group, groups))
                .question();
        Counted all = Counted.of(ALL.explicit(), groups);

        assertThat(ofGroup.title()).isEqualTo("Discard 2 letters?");
        assertThat(ofGroup.effect())
                .startsWith("Why: “no ce_id”.")
                .endsWith("inventory-service is away (no connection). What they have is not counted.");
        assertThat(ofGroup.fields()).containsExactly(new Field("service", "order-service"));
        assertThat(all.count()).isEqualTo("7 letters");
    }

    @Test
    void whatWasDoneOnSeveralShardsAtOnceWasDoneOnce() {
        Answers<Actions> actions = new Answers<>(List.of(
                new Came<>(
                        "order-service",
                        new Actions(
                                List.of(action("orders_1", NOW.plusMillis(3), 2), action("orders_0", NOW, 3)),
                                List.of())),
                new Came<>(
                        "payment-service",
                        new Actions(
                                List.of(
                                        action("payments_0", NOW.plusMillis(1), 0),
                                        action("payments_0", NOW.minusSeconds(60), 1)),
                                List.of("payments_1")))));

        ActionsView view = ActionsView.of(actions, new Answers<>(List.of()));

        assertThat(view.rows()).extracting(ActionsView.Row::letters).containsExactly("5", "1");
        assertThat(view.rows().getFirst().where()).isEqualTo("orders_0, orders_1");
        assertThat(view.missing()).containsExactly("Shard payments_1 is away.");
    }

    private static Action action(String shard, Instant at, long letters) {
        return action(shard, at, "discard", "all of status parked", letters);
    }

    private static Action action(String shard, Instant at, String verb, String subject, long letters) {
        return new Action(shard, at, "ann", verb, "old", subject, letters);
    }

    @Test
    void whatWasDoneIsSaidWithoutCodes() {
        String group = "all of status parked, group g1";
        String counted = group + ", to 2026-01-31T12:00:00.5Z";

        assertThat(subject("discard", group, Map.of("g1", "no ce_id")))
                .isEqualTo(new Subject(
                        "",
                        "letters whose cause is “no ce_id”",
                        "/console/dead-letters/letters?status=discarded&group=g1",
                        ""));
        assertThat(subject("discard", counted, Map.of("g1", "no ce_id")))
                .isEqualTo(new Subject(
                        "",
                        "letters whose cause is “no ce_id”",
                        "/console/dead-letters/letters?status=discarded&group=g1&to=2026-01-31T12%3A00%3A00.5Z",
                        ", to 2026-01-31T12:00:00.5Z"));
        assertThat(subject("replay", "group g1", Map.of()))
                .extracting(Subject::link, Subject::path)
                .containsExactly("letters of one cause", "/console/dead-letters/letters?status=replayed&group=g1");
        assertThat(subject("replay", "all of status parked", Map.of()).before()).isEqualTo("all that were parked");
        assertThat(subject("cancel-replay", REPLAY.toString(), Map.of()).path())
                .isEqualTo("/console/dead-letters/replays/" + REPLAY);
    }

    /** It would lead to letters of a group that nobody named, or to more than were meant. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "all of status parked, text x, group g1",
                "all of status parked, group g1, tenant shop",
                "all of status parked, group g1, to 2026-01-31T12:00:00Z, text x",
                "all of status parked, type X, group g1",
                "all of status parked, type X",
                "letters [019ab000-0000-7000-8000-000000000001] and 3 more"
            })
    void whatIsMoreThanOneGroupStaysAsItIs(String words) {
        assertThat(subject("discard", words, Map.of("g1", "no ce_id"))).isEqualTo(new Subject(words, "", "", ""));
    }

    private static Subject subject(String verb, String words, Map<String, String> causes) {
        return Subject.of(action("orders_0", NOW, verb, words, 1), causes);
    }

    @Test
    void whatWaitsIsCountedWithTheOrdersThatItHoldsUp() {
        assertThat(waiting(group("few", 1, 0)).sentence())
                .isEqualTo("1 dead letter of 1 cause waits for ops and holds up 1 order.");
        assertThat(waiting(group("few", 2, 1), group("many", 9, 0)).sentence())
                .isEqualTo("12 dead letters of 2 causes wait for ops and hold up at most 11 orders.");
        assertThat(waiting().sentence()).isEmpty();
    }

    private static WaitingView waiting(Group... groups) {
        return WaitingView.of(new Answers<>(List.of(new Came<>("order-service", groups(groups)))));
    }

    @Test
    void whoHasNotBegunAReplayIsAskedAgainForTheSame() {
        Selection selection = Selection.of(List.of("payment-service:" + REPLAY), ALL);
        Answers<Replay> answers =
                new Answers<>(List.of(new Came<>("a", said("running")), new Away<>("b", "no answer in time")));

        BegunView view =
                BegunView.of(REPLAY, selection, new Letters.Pace("mended", 50, 20), List.of("a", "b"), answers);

        assertThat(view.begun()).containsExactly("a");
        assertThat(view.missing()).containsExactly("b is away (no answer in time).");
        assertThat(view.fields())
                .contains(
                        new Field("id", REPLAY.toString()),
                        new Field("chosen", "payment-service:" + REPLAY),
                        new Field("service", "b"),
                        new Field("reason", "mended"));
    }

    @Test
    void aReplayRunsUntilAllOfItsPartsHaveEnded() {
        ReplayView running = replay("finished", "running");
        ReplayView stopped = replay("finished", "stopped");
        ReplayView finished = replay("finished", "finished");

        assertThat(running.running()).isTrue();
        assertThat(stopped.running()).isFalse();
        assertThat(stopped.resumable()).isTrue();
        assertThat(stopped.status()).isEqualTo("stopped");
        assertThat(finished.resumable()).isFalse();
        assertThat(finished.done()).isEqualTo("20");
    }

    private static ReplayView replay(String here, String there) {
        return ReplayView.of(new Answers<>(List.of(new Came<>("a", said(here)), new Came<>("b", said(there)))));
    }

    private static Replay said(String status) {
        return new Replay(REPLAY, "ann", "ticket 7", NOW, status, null, 12, 10, 9, 1, 0, 0, List.of());
    }

    private static Groups groups(Group... groups) {
        return new Groups(List.of(groups), List.of());
    }

    private static Group group(String id, long count, long behind) {
        return new Group(
                id, "malformed_envelope", "no ce_id", null, count, behind, count, List.of(), List.of(), NOW, NOW);
    }
}
