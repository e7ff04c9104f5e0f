package dev.waybill.letters.replaying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.letters.LetterBox;
import dev.waybill.letters.LetterView;
import dev.waybill.letters.searching.Groups.Group;
import dev.waybill.letters.searching.LetterFilter;
import dev.waybill.letters.searching.Selection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What ops does with the letters of a box. Who carries its replays on is the test, turn by turn. As an extension it has a box
 * of its own for each test, and sees to it that what is stored is in step when the test ends.
 */
public final class ReplayDesk implements AfterEachCallback {

    private final LetterBox box;
    private final Replays replays;
    private int processes;
    private List<ReplayRunner> runners;

    public ReplayDesk() {
        this(new LetterBox());
    }

    public ReplayDesk(LetterBox box) {
        this.box = box;
        ReplaySchedule schedule =
                new ReplaySchedule(box.shards(), box.inbounds(), box.clock(), new SimpleMeterRegistry());
        schedule.stop();
        this.replays = new Replays(box.shards(), schedule, box.clock());
        this.runners = newProcess();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        box.rows().requireInStep();
        box.close();
    }

    public LetterBox box() {
        return box;
    }

    private List<ReplayRunner> newProcess() {
        processes++;
        return box.shards().all().stream()
                .map(shard -> new ReplayRunner(
                        shard, box.inbounds(), "process-" + processes, box.clock(), new SimpleMeterRegistry()))
                .toList();
    }

    /** Another process; the one before does nothing any more. */
    public void startAnew() {
        runners = newProcess();
    }

    public Replays replays() {
        return replays;
    }

    public ReplayView begin(Map<String, String> search) {
        return begin(search, 10_000);
    }

    public ReplayView begin(Map<String, String> search, int perSecond) {
        return begin(UUID.randomUUID(), Selection.of(filter(search)), perSecond);
    }

    public ReplayView begin(Selection selection) {
        return begin(UUID.randomUUID(), selection, 10_000);
    }

    public ReplayView begin(UUID id, Selection selection, int perSecond) {
        return replays.begin(new Replays.Wish(id, selection, "ops-1", "because", perSecond, 50));
    }

    /** One turn on each shard. */
    public void turn() {
        runners.forEach(ReplayRunner::runOnce);
    }

    /** As many as it takes. */
    public ReplayView run(ReplayView replay) {
        while (replays.find(replay.id()).status().equals("running")) {
            turn();
        }
        return replays.find(replay.id());
    }

    public List<Group> groups() {
        return box.letters().groups(filter(Map.of())).groups();
    }

    /** Which is one letter. */
    public void discardGroupOf(UUID culprit) {
        Selection group =
                Selection.of(filter(Map.of("group", letter(culprit).cause().group())));
        assertThat(box.discards().discard(group, "ops-1", "never")).isOne();
    }

    /** Of a message that is parked, or was replayed. */
    public LetterView letter(UUID message) {
        return letter(message, "parked");
    }

    public LetterView letter(UUID message, String status) {
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

    public static LetterFilter filter(Map<String, String> search) {
        return LetterFilter.read(search::get);
    }

    public static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
