package dev.waybill.console.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.letters.Said.Group;
import dev.waybill.console.letters.Said.Groups;
import dev.waybill.console.letters.Said.Plan;
import dev.waybill.console.letters.Said.Replay;
import dev.waybill.console.letters.Said.Replays;
import dev.waybill.console.peers.Answer.Away;
import dev.waybill.console.peers.Answer.Came;
import dev.waybill.console.peers.Answers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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

        PlanView view = PlanView.of(new Selection(Map.of(), ALL), plans);

        assertThat(view.count()).isEqualTo("7");
        assertThat(view.verdicts()).extracting(PlanView.Foretold::count).containsExactly("6", "1");
        assertThat(view.services()).containsExactly("order-service", "inventory-service");
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
        return new Replay(REPLAY, "ann", "ticket 7", NOW, status, null, 12, 10, 9, 1, 0, 0, 100, 20, List.of());
    }

    private static Groups groups(Group... groups) {
        return new Groups(List.of(groups), List.of());
    }

    private static Group group(String id, long count, long behind) {
        return new Group(
                id, "malformed_envelope", "no ce_id", null, count, behind, count, List.of(), List.of(), NOW, NOW);
    }
}
