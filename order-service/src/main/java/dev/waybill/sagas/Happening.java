package dev.waybill.sagas;

import dev.waybill.contracts.Request;

/** What can happen to a saga that runs. */
public sealed interface Happening {

    /** A participant has answered. */
    record Answered(Answer answer) implements Happening {}

    /** A participant holds something for the request and asks whether it still shall. */
    record Questioned(Request request) implements Happening {}

    /** One of its requests may be overdue. */
    record TimePassed() implements Happening {}

    /** It shall turn round, if it still may. */
    record CalledOff(Refusal why) implements Happening {}

    /** Ops: send what is open again now, and be patient with it anew. */
    record Retried() implements Happening {}

    /**
     * Ops: a step that is stuck counts as done, or as undone.
     *
     * @param step by name
     */
    record Skipped(String step) implements Happening {}

    /** Ops: ask nobody for anything new. */
    record Paused() implements Happening {}

    /** Ops: go on. What is open is sent again: it may have been kept back. */
    record Resumed() implements Happening {}
}
