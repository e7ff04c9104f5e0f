package dev.waybill.sagas;

import dev.waybill.contracts.Request;
import dev.waybill.sagas.Decision.Proceed;
import java.time.Instant;
import java.util.UUID;

/**
 * The one place where sagas decide. Pure: state and what happened in, next state and messages out.
 *
 * <p>An answer counts only for the very request that it answers, and only while that request is open. One that repeats what
 * is known changes nothing; one that comes late, to a request that is being undone, changes nothing, because the undo is
 * answered by itself; one that comes early can't be, since nothing is sent before its request is in the state.
 *
 * @param definition of the sagas
 * @param <C> the facts that messages are made from
 * @param <M> messages
 */
public record SagaEngine<C, M>(SagaDefinition<C, M> definition) {

    public Proceed<M> begin(UUID id, C facts, Instant now) {
        return new Turn<>(definition, SagaState.begin(id), facts, now).goOn();
    }

    public Decision<M> decide(SagaState state, C facts, Happening happening, Instant now) {
        if (state.phase().ended() && !(happening instanceof Happening.Questioned)) {
            return new Turn<>(definition, state, facts, now).ended();
        }
        return switch (happening) {
            case Happening.Answered(Answer answer) -> new Replies<>(definition, state, facts, now).answered(answer);
            case Happening.Questioned(Request request) ->
                new Questions<>(definition, state, facts, now).questioned(request);
            case Happening.TimePassed() -> new Deadlines<>(definition, state, facts, now).timePassed();
            case Happening.CalledOff(Refusal why) -> new Verbs<>(definition, state, facts, now).calledOff(why);
            case Happening.Retried() -> new Verbs<>(definition, state, facts, now).retried();
            case Happening.Skipped(String step) -> new Verbs<>(definition, state, facts, now).skipped(step);
            case Happening.Paused() -> new Verbs<>(definition, state, facts, now).paused();
            case Happening.Resumed() -> new Verbs<>(definition, state, facts, now).resumed();
        };
    }
}
