package dev.waybill.sagas;

import java.time.Instant;

/**
 * One request to one participant.
 *
 * @param since when it came to this
 */
public record Call(Progress progress, Instant since) {

    /** How far a request is. */
    public enum Progress {
        ASKED,
        DONE,
        REFUSED,
        UNDOING,
        UNDONE
    }

    boolean is(Progress other) {
        return progress == other;
    }

    /** Whether something may have to be undone. */
    boolean mayHaveHappened() {
        return progress == Progress.ASKED || progress == Progress.DONE;
    }

    boolean undone() {
        return progress == Progress.UNDONE || progress == Progress.REFUSED;
    }
}
