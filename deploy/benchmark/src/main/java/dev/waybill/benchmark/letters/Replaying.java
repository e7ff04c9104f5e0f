package dev.waybill.benchmark.letters;

import dev.waybill.benchmark.scenarios.Cleared;
import java.time.Duration;

/** What ops does about one cause once it is gone: looks what a replay would come to, and begins it by one request. */
final class Replaying {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Replaying() {}

    /**
     * All that has been put aside by the rule.
     *
     * @throws IllegalStateException if the plan does not foretell that all would apply, or anything stays
     */
    static Cleared.Replay all(Desk desk, Rule rule) {
        Group group = desk.groups().stream()
                .filter(each -> each.isOf(rule))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is held up by " + rule.constraint()));
        long asked = System.nanoTime();
        desk.plan(group.name()).require(group);
        long planned = System.nanoTime();
        Progress done = replay(desk, group);
        return new Cleared.Replay(
                rule.constraint(),
                group.type(),
                group.count(),
                done.count() - group.count(),
                (planned - asked) / 1e9,
                (System.nanoTime() - planned) / 1e9);
    }

    private static Progress replay(Desk desk, Group group) {
        String replay = desk.replay(group.name());
        Until.is(() -> !desk.progress(replay).isRunning(), PATIENCE);
        Progress progress = desk.progress(replay);
        progress.requireDone();
        return progress;
    }
}
