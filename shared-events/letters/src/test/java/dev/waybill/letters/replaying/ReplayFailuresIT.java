package dev.waybill.letters.replaying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.letters.LetterBox;
import dev.waybill.letters.LetterView;
import dev.waybill.letters.LetterView.Event;
import dev.waybill.shards.ShardAwayException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What fails again stays, and hinders nobody else. */
class ReplayFailuresIT {

    @RegisterExtension
    final ReplayDesk desk = new ReplayDesk();

    private final LetterBox box = desk.box();

    @Test
    void theRemovalOfALetterAndItsEffectAreOne() {
        UUID order = box.order(0);
        UUID culprit = box.culprit(order, "no");
        UUID behind = box.behind(order);
        ReplayView begun = desk.begin(Map.of("orderId", order.toString()));
        box.service().failAfterWriting(1);
        assertThatThrownBy(() -> desk.run(begun)).isInstanceOf(ShardAwayException.class);
        assertThat(box.rows().applied()).isEmpty();
        assertThat(box.rows().count("dead_letters WHERE status = 'parked'")).isEqualTo(2);
        assertThat(desk.run(begun).applied()).isEqualTo(2);
        assertThat(box.rows().applied()).containsExactly(culprit.toString(), behind.toString());
    }

    @Test
    void oneThatFailsAgainIsTheSameLetter() {
        UUID order = box.order(0);
        UUID culprit = box.culprit(order, "no");
        UUID behind = box.behind(order);
        UUID neighbour = box.culprit(box.order(0), "no");
        box.service().refuse(culprit);
        ReplayView done =
                desk.run(desk.begin(Map.of("group", desk.letter(culprit).cause().group())));
        assertThat(done.applied()).isOne();
        assertThat(done.failed()).isEqualTo(2);
        assertThat(box.rows().applied()).containsExactly(neighbour.toString());
        LetterView letter = desk.letter(culprit);
        assertThat(letter.attempts()).isEqualTo(2);
        assertThat(letter.status()).isEqualTo("parked");
        assertThat(letter.cause().message()).contains("is refused");
        assertThat(letter.history().stream().map(Event::what)).containsExactly("parked", "replay-begun", "failed");
        assertThat(desk.letter(behind).cause().group()).isEqualTo(letter.cause().group());
        assertThat(desk.letter(behind).attempts()).isOne();
        assertThat(box.rows().count("dead_letters")).isEqualTo(3);

        box.service().refuseNothing();
        assertThat(desk.run(desk.begin(Map.of("group", letter.cause().group()))).applied())
                .isEqualTo(2);
        assertThat(box.rows().applied()).containsExactly(neighbour.toString(), culprit.toString(), behind.toString());
    }

    @Test
    void oneOfWhichNothingCanBeForetoldFailsByItself() {
        box.culprits(0, 10, "no");
        UUID confusing = box.culprit(box.order(0), "no");
        box.service().confuse(confusing);
        box.service().refuse(confusing);
        ReplayView done = desk.run(desk.begin(Map.of()));
        assertThat(done.status()).isEqualTo("finished");
        assertThat(done.applied()).isEqualTo(10);
        assertThat(done.failed()).isOne();
        assertThat(desk.letter(confusing).cause().message()).contains("is refused");
    }

    @Test
    void aBugThatComesAgainAndAgainStopsItAndIsTold() {
        box.culprit(box.order(0), "no");
        ReplayView begun = desk.begin(Map.of());
        box.rows().change("ALTER TABLE dead_letter_history RENAME COLUMN detail TO particulars");
        int thrown = 0;
        while (desk.replays().find(begun.id()).status().equals("running")) {
            try {
                desk.turn();
            } catch (RuntimeException e) {
                // Statements are sent together: some turns only hear that their transaction was over by then, which may
                // pass.
                assertThat(++thrown).isLessThan(10 * ReplayRunner.MOST_BUGS);
            }
        }
        assertThat(thrown).isGreaterThanOrEqualTo(ReplayRunner.MOST_BUGS - 1);
        ReplayView stopped = desk.replays().find(begun.id());
        assertThat(stopped.status()).isEqualTo("stopped");
        assertThat(stopped.whyStopped()).contains("could not go on", "detail");
        box.rows().change("ALTER TABLE dead_letter_history RENAME COLUMN particulars TO detail");
        desk.replays().resume(begun.id(), "ops-1", "mended");
        assertThat(desk.run(begun).applied()).isOne();
    }

    @Test
    void itStopsWhereTooManyFailAndGoesOnWhenToldTo() {
        List<UUID> messages = box.culprits(0, 100, "no");
        box.service().refuse(messages.toArray(UUID[]::new));
        ReplayView begun = desk.begin(Map.of(), 10_000);
        ReplayView stopped = desk.run(begun);
        assertThat(stopped.status()).isEqualTo("stopped");
        assertThat(stopped.whyStopped()).contains("failed");
        assertThat(stopped.failed()).isBetween(20L, 40L);
        box.service().refuseNothing();
        ReplayView resumed = desk.replays().resume(begun.id(), "ops-1", "mended");
        assertThat(resumed.status()).isEqualTo("running");
        assertThat(desk.run(begun).status()).isEqualTo("finished");
        assertThat(box.rows().count("dead_letters WHERE status = 'parked'")).isEqualTo(stopped.failed());
        assertThat(box.rows().count("dead_letter_actions WHERE actor = 'ops-1'"))
                .isGreaterThanOrEqualTo(2);
    }
}
