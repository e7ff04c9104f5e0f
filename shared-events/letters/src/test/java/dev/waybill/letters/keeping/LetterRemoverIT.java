package dev.waybill.letters.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.letters.LetterBox;
import dev.waybill.letters.replaying.ReplayDesk;
import dev.waybill.shards.Shard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LetterRemoverIT {

    private final LetterBox box = new LetterBox();
    private final ReplayDesk desk = new ReplayDesk(box);
    private final LetterRemover remover = new LetterRemover(box.shards(), () -> Duration.ofDays(90), box.clock());

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void whatWasSettledLongAgoGoesAndWhatWasDoneStaysOnRecord() {
        UUID replayed = box.culprit(box.order(0), "no");
        desk.run(desk.begin(Map.of()));
        UUID discarded = box.culprit(box.order(0), "no");
        desk.discardGroupOf(discarded);
        age("status <> 'parked'", 91);
        UUID lately = box.culprit(box.order(0), "no");
        desk.discardGroupOf(lately);
        age("id = '%s'".formatted(desk.letter(lately, "discarded").id()), 89);
        assertThat(remove()).isEqualTo(2);
        assertThat(box.rows().ask("SELECT status FROM dead_letters")).containsExactly("discarded");
        assertThat(box.rows().count("dead_letter_history h WHERE h.letter NOT IN (SELECT l.id FROM dead_letters l)"))
                .isZero();
        assertThat(box.rows().ask("SELECT verb FROM dead_letter_actions WHERE letters > 0 ORDER BY nr"))
                .containsExactly("replay", "discard", "discard");
        assertThat(box.rows().applied()).containsExactly(replayed.toString());
        assertThat(remove()).isZero();
    }

    @Test
    void whatIsOpenStaysHoweverOld() {
        UUID order = box.order(0);
        box.culprit(order, "no");
        box.behind(order);
        box.culprits(0, 2, "no");
        desk.begin(Map.of(), 1);
        desk.turn();
        age("true", 1_000);
        assertThat(box.rows().ask("SELECT status FROM dead_letters ORDER BY nr"))
                .as("one order's are replayed, by a replay under way")
                .containsExactly("replayed", "replayed", "parked", "parked");
        assertThat(remove()).isZero();
        box.rows().change("UPDATE dead_letter_replays SET status = 'CANCELLED'");
        assertThat(remove()).isEqualTo(2);
        assertThat(box.rows().count("dead_letters WHERE status = 'parked'")).isEqualTo(2);
    }

    @Test
    void itTakesSomeAtATime() {
        box.culprits(0, 1_500, "no");
        box.rows().change("UPDATE dead_letters SET status = 'discarded', settled_at = now()");
        age("true", 100);
        assertThat(List.of(remove(), remove(), remove())).containsExactly(1_000L, 500L, 0L);
        assertThat(box.rows().count("dead_letter_history")).isZero();
    }

    @Test
    void lettersMustBeKeptForSomeTime() {
        assertThatThrownBy(() -> new LetterRemover(box.shards(), () -> Duration.ZERO, box.clock()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("waybill.dead-letters.keep");
    }

    private long remove() {
        return box.shards().all().stream().mapToLong(this::remove).sum();
    }

    private long remove(Shard shard) {
        return remover.runOnce(shard);
    }

    /** As if it had happened so long ago. */
    private void age(String which, int days) {
        box.rows().change("""
                UPDATE dead_letters
                SET first_failed_at = now() - interval '%1$d days', last_failed_at = now() - interval '%1$d days',
                    settled_at = CASE WHEN status <> 'parked' THEN now() - interval '%1$d days' END
                WHERE %2$s""".formatted(days, which));
    }
}
