package dev.waybill.letters.replaying;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One shard's part of a replay.
 *
 * @param held those that were not tried, since an earlier message of their order stays
 * @param sharePerSecond this shard's part of the pace
 * @param forgivenTries those that count no more for the error rate, since ops has resumed it after them
 */
record ReplayRow(
        UUID id,
        String actor,
        String reason,
        Instant begunAt,
        Status status,
        @Nullable String whyStopped,
        long letters,
        long applied,
        long duplicate,
        long fenced,
        long failed,
        long held,
        int perSecond,
        int sharePerSecond,
        int stopAtErrorPercent,
        long forgivenTries,
        long forgivenFailures) {

    /** The columns of {@code dead_letter_replays r} in this order. */
    static final String COLUMNS = """
            r.id, r.actor, r.reason, r.begun_at, r.status, r.why_stopped, r.letters, r.applied, r.duplicate, r.fenced,
            r.failed, r.held, r.per_second, r.share_per_second, r.stop_at_error_percent, r.forgiven_tries,
            r.forgiven_failures
            """;

    /** As the table's constraint has them; of the parts of a replay, the first of these is what is told of the whole. */
    enum Status {
        RUNNING,
        STOPPED,
        CANCELLED,
        FINISHED
    }

    /** How many have been tried since it began, or was resumed. */
    long tries() {
        return applied + duplicate + fenced + failed - forgivenTries;
    }

    long failures() {
        return failed - forgivenFailures;
    }
}
