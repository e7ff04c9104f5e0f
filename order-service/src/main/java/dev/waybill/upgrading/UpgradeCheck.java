package dev.waybill.upgrading;

import dev.waybill.shards.ShardAwayException;
import dev.waybill.shards.ShardInspection;
import dev.waybill.shards.ShardSettings;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says shard by shard which sagas run and whether this release can carry them on. Reads only: nothing is migrated or
 * started, and the shards may be in use.
 */
final class UpgradeCheck {

    private final List<ShardSettings> shards;
    private final PrintStream out;

    UpgradeCheck(List<ShardSettings> shards, PrintStream out) {
        this.shards = shards;
        this.out = out;
    }

    /**
     * @return an exit code: 0 if this release may start, 1 if it must not, or if a shard could not be asked
     */
    int run() {
        boolean fine = !shards.isEmpty();
        for (ShardSettings shard : shards) {
            fine &= check(shard);
        }
        out.println(fine ? "this release can take over" : "this release must not be started on these shards now");
        return fine ? 0 : 1;
    }

    private boolean check(ShardSettings shard) {
        try {
            List<RunningSagas> running = ShardInspection.of(shard, RunningSagas::on);
            say(shard, running.isEmpty() ? "no open sagas" : verdicts(running));
            return running.stream().allMatch(RunningSagas::canGoOn);
        } catch (ShardAwayException | IllegalStateException e) {
            say(shard, e.getMessage());
            return false;
        }
    }

    private static String verdicts(List<RunningSagas> running) {
        return running.stream()
                .map(each -> "%s: %s".formatted(each, each.canGoOn() ? "carried on" : "NO CODE FOR THEM HERE"))
                .collect(Collectors.joining("; "));
    }

    private void say(ShardSettings shard, @Nullable String what) {
        out.printf("%s: %s%n", shard.database(), what);
    }
}
