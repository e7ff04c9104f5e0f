package dev.waybill.sagas;

import dev.waybill.contracts.Request;
import java.time.Instant;

/** What the passing of time does to requests that are open. */
final class Deadlines<C, M> extends Turn<C, M> {

    Deadlines(SagaDefinition<C, M> definition, SagaState state, C facts, Instant now) {
        super(definition, state, facts, now);
    }

    Decision<M> timePassed() {
        eachCall((step, request, call) -> {
            if (!state.paused() && wanted(call) && call.overdue(now)) {
                overdue(step, request, call);
            }
        });
        return goOn();
    }

    private void overdue(Step<C, M> step, Request request, Call call) {
        if (call.sends() <= step.policy().retries()) {
            send(step, request, call, call.sends() + 1);
        } else if (step.kind() == StepKind.COMPENSATABLE && state.phase() == Phase.FORWARD) {
            state = state.turnedBack(Refusal.refused(
                    "timed_out", "%s was asked %d times and has not answered.".formatted(step.name(), call.sends())));
        } else {
            put(request, call.givenUp(now));
        }
    }
}
