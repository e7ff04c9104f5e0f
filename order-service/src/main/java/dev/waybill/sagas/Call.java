package dev.waybill.sagas;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to one participant.
 *
 * @param attempt from 1; a refusal may open another, a time-out never does
 * @param sends how often what is open now, the request or its undo, has been sent; from 1
 * @param at when it came to each progress that it has come to
 * @param dueAt when it is to be repeated unless it is answered; null if it waits for no answer, or for ops
 * @param gaveUpAt when it was repeated no more, the last time; null if that never came
 */
public record Call(
        Progress progress,
        int attempt,
        int sends,
        Map<Progress, Instant> at,
        @Nullable Instant dueAt,
        @Nullable Instant gaveUpAt) {

    /** How far a request is. */
    public enum Progress {
        ASKED,
        DONE,
        REFUSED,
        UNDOING,
        UNDONE,
        /** Ops has taken it upon themselves: it counts as done, or as undone. */
        SKIPPED;

        /** For a sentence. */
        String inWords() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Call {
        EnumMap<Progress, Instant> copy = new EnumMap<>(Progress.class);
        copy.putAll(at);
        at = Collections.unmodifiableMap(copy);
    }

    static Call asked(int attempt, Instant now, @Nullable Instant dueAt) {
        return new Call(Progress.ASKED, attempt, 1, Map.of(Progress.ASKED, now), dueAt, null);
    }

    /** Answered, one way or the other: nothing is waited for any more. */
    Call ended(Progress how, Instant now) {
        return new Call(how, attempt, sends, with(how, now), null, gaveUpAt);
    }

    Call undoing(Instant now, Instant due) {
        return new Call(Progress.UNDOING, attempt, 1, with(Progress.UNDOING, now), due, gaveUpAt);
    }

    Call sentAgain(int times, Instant due) {
        return new Call(progress, attempt, times, at, due, gaveUpAt);
    }

    /** Waits for ops from now on, or for an answer that comes after all. */
    Call givenUp(Instant now) {
        return new Call(progress, attempt, sends, at, null, now);
    }

    boolean is(Progress other) {
        return progress == other;
    }

    /** Whether an answer is waited for. */
    boolean open() {
        return progress == Progress.ASKED || progress == Progress.UNDOING;
    }

    /** Open, and repeated no more. */
    public boolean exhausted() {
        return open() && dueAt == null;
    }

    boolean overdue(Instant now) {
        return open() && dueAt != null && !dueAt.isAfter(now);
    }

    /** Whether something may have to be undone. */
    boolean mayHaveHappened() {
        return progress == Progress.ASKED || progress == Progress.DONE;
    }

    boolean done() {
        return progress == Progress.DONE || progress == Progress.SKIPPED;
    }

    boolean undone() {
        return progress == Progress.UNDONE || progress == Progress.REFUSED || progress == Progress.SKIPPED;
    }

    private Map<Progress, Instant> with(Progress reached, Instant now) {
        Map<Progress, Instant> all = new EnumMap<>(Progress.class);
        all.putAll(at);
        all.put(reached, now);
        return all;
    }
}
