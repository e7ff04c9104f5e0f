package dev.waybill.sagas;

import dev.waybill.contracts.Request;
import java.time.Instant;

/**
 * Makes the message for one request. Pure: for the same request it makes the same message.
 *
 * @param <C> the facts that messages are made from
 * @param <M> messages
 */
@FunctionalInterface
public interface Maker<C, M> {

    M make(C facts, Request request, Context context);

    /**
     * What a saga has come to when it makes a message.
     *
     * @param now when it is decided
     */
    record Context(SagaState state, Instant now) {

        /** The request by which another step was asked of that participant last. */
        public Request requestOf(String step, int participant) {
            StepProgress progress = state.steps().get(step);
            Call call = progress == null ? null : progress.calls().get(participant);
            if (call == null) {
                throw new IllegalStateException("%s has asked nothing of participant %d by %s; this is a bug"
                        .formatted(state.id(), participant, step));
            }
            return new Request(state.id(), step, call.attempt(), participant);
        }
    }
}
