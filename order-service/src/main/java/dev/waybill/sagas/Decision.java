package dev.waybill.sagas;

import java.util.List;
import java.util.Set;

/**
 * What a saga does about something that happened.
 *
 * @param <M> commands
 */
public sealed interface Decision<M> {

    /**
     * It goes on.
     *
     * @param commands to be sent in the transaction that stores the next state
     * @param milestones reached on the way
     */
    record Proceed<M>(SagaState next, List<M> commands, Set<Milestone> milestones) implements Decision<M> {}

    /** It takes no notice: the answer is a repeat, or to a request that is no longer open. */
    record Ignore<M>(String why) implements Decision<M> {}
}
