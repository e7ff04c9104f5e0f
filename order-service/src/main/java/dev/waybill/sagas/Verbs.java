package dev.waybill.sagas;

import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.Decision.Ignore;
import dev.waybill.sagas.Decision.Reason;
import java.time.Instant;

/** What ops may do to a saga, and what the one who placed the order may: nothing that would be wrong. */
final class Verbs<C, M> extends Turn<C, M> {

    Verbs(SagaDefinition<C, M> definition, SagaState state, C facts, Instant now) {
        super(definition, state, facts, now);
    }

    Decision<M> calledOff(Refusal why) {
        if (state.phase() == Phase.COMPENSATING) {
            return notAllowed("is being undone already");
        }
        if (pivotPassed()) {
            return notAllowed("has passed its point of no return");
        }
        state = state.turnedBack(why);
        return goOn();
    }

    Decision<M> retried() {
        if (state.paused()) {
            return notAllowed("is paused: resume it first");
        }
        int before = messages.size();
        eachCall((step, request, call) -> {
            if (call.open()) {
                send(step, request, call, 1);
            } else if (refusedForGood(step, call)) {
                ask(step, request.participant(), call.attempt() + 1);
            }
        });
        return messages.size() == before ? notAllowed("waits for no answer: there is nothing to send again") : goOn();
    }

    Decision<M> skipped(String name) {
        StepProgress progress = state.steps().get(name);
        if (progress == null) {
            return notAllowed("is not at a step called \"%s\"".formatted(name));
        }
        Step<C, M> step = definition.step(name);
        if (state.phase() == Phase.FORWARD && step.kind() == StepKind.COMPENSATABLE) {
            return notAllowed("can't go on without %s: compensate it instead".formatted(name));
        }
        boolean[] any = {false};
        eachCall((each, request, call) -> {
            if (each.name().equals(name) && (call.exhausted() || refusedForGood(step, call))) {
                ended(request, call, Progress.SKIPPED);
                any[0] = true;
            }
        });
        return any[0] ? goOn() : notAllowed("is not stuck at %s".formatted(name));
    }

    Decision<M> paused() {
        if (state.paused()) {
            return notAllowed("is paused already");
        }
        state = state.paused(true);
        return decision();
    }

    /** Not when only its definition is paused: that is not this saga's to resume. */
    Decision<M> resumed() {
        state = state.paused(false);
        eachCall((step, request, call) -> {
            if (wanted(call) && !call.exhausted()) {
                send(step, request, call, call.sends());
            }
        });
        return goOn();
    }

    private boolean pivotPassed() {
        return definition
                .steps()
                .anyMatch(step -> step.kind() == StepKind.PIVOT && state.steps().containsKey(step.name()));
    }

    private Ignore<M> notAllowed(String why) {
        return new Ignore<>(Reason.NOT_ALLOWED, why);
    }
}
