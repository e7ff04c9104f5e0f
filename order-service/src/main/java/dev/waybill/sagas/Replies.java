package dev.waybill.sagas;

import dev.waybill.contracts.Request;
import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.Decision.Ignore;
import dev.waybill.sagas.Decision.Reason;
import java.time.Instant;

/** What an answer to a request does. */
final class Replies<C, M> extends Turn<C, M> {

    Replies(SagaDefinition<C, M> definition, SagaState state, C facts, Instant now) {
        super(definition, state, facts, now);
    }

    Decision<M> answered(Answer answer) {
        Request request = answer.request();
        Call call = call(request);
        if (call == null) {
            return isEarlierAttempt(request)
                    ? new Ignore<>(Reason.REPEAT, "has asked anew since")
                    : new Ignore<>(Reason.UNASKED, "has asked nothing like it");
        }
        Progress awaited = answer instanceof Answer.Undone ? Progress.UNDOING : Progress.ASKED;
        if (!call.is(awaited)) {
            return new Ignore<>(
                    whyIgnored(call, answer),
                    "has that request as %s already".formatted(call.progress().inWords()));
        }
        return switch (answer) {
            case Answer.Done done -> ended(request, call, Progress.DONE).goOn();
            case Answer.Undone undone -> ended(request, call, Progress.UNDONE).goOn();
            case Answer.Refused(Request of, Refusal why) -> refused(of, call, why);
        };
    }

    private Reason whyIgnored(Call call, Answer answer) {
        Progress said =
                switch (answer) {
                    case Answer.Done done -> Progress.DONE;
                    case Answer.Refused refused -> Progress.REFUSED;
                    case Answer.Undone undone -> Progress.UNDONE;
                };
        if (call.is(said)) {
            return Reason.REPEAT;
        }
        boolean neverUndone = said == Progress.UNDONE && !call.at().containsKey(Progress.UNDOING);
        return neverUndone ? Reason.UNASKED : Reason.LATE;
    }

    private Decision<M> refused(Request request, Call call, Refusal why) {
        Step<C, M> step = definition.step(request.step());
        boolean mayTryAgain =
                state.phase() == Phase.FORWARD && call.attempt() < step.policy().attempts();
        if (step.kind() == StepKind.COMPENSATABLE && state.phase() == Phase.FORWARD && !mayTryAgain) {
            state = state.turnedBack(why);
        }
        return ended(request, call, Progress.REFUSED).goOn();
    }
}
