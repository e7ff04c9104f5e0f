package dev.waybill.sagas;

import java.util.List;
import java.util.Set;

/**
 * What a saga does about something that happened.
 *
 * @param <M> messages
 */
public sealed interface Decision<M> {

    /**
     * It goes on.
     *
     * @param messages to be sent in the transaction that stores the next state
     * @param milestones reached on the way
     */
    record Proceed<M>(SagaState next, List<M> messages, Set<Milestone> milestones) implements Decision<M> {}

    /**
     * It takes no notice: an answer that is a repeat, comes late or answers what was never asked, or a wish that its state
     * does not allow.
     *
     * @param why the rest of a sentence that begins with "the saga", for people
     */
    record Ignore<M>(Reason reason, String why) implements Decision<M> {}

    /** Why a message or a wish changes nothing; for metrics. */
    enum Reason {
        /** Answered the same before. */
        REPEAT,
        /** Answers what is not waited for any more. */
        LATE,
        /** Answers a request that was never made. */
        UNASKED,
        /** The saga has ended. */
        ENDED,
        /** This release can't carry the saga on. */
        NO_CODE,
        /** A wish that the saga's state does not allow. */
        NOT_ALLOWED
    }
}
