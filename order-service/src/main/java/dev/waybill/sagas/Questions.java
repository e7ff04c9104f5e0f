package dev.waybill.sagas;

import dev.waybill.contracts.Request;
import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.Decision.Ignore;
import dev.waybill.sagas.Decision.Proceed;
import dev.waybill.sagas.Decision.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a participant is told that asks what shall become of what it holds. */
final class Questions<C, M> extends Turn<C, M> {

    Questions(SagaDefinition<C, M> definition, SagaState state, C facts, Instant now) {
        super(definition, state, facts, now);
    }

    /**
     * What is under way, or held for a paused saga, is kept; what is undone, or should be, is undone again; and the rest
     * the participant knows.
     *
     * <p>An ended saga answers as well: where ops took a step upon themselves, a participant that still asks was never
     * told. What it holds of a saga that went back is let go of; what was promised is settled as it was to be, and never
     * let go of. That changes no state, so nothing that has ended is opened by it.
     */
    Decision<M> questioned(Request request) {
        Call call = call(request);
        if (call == null || !definition.has(request.step())) {
            return new Ignore<>(Reason.UNASKED, "has asked nothing like it");
        }
        Step<C, M> step = definition.step(request.step());
        Request settling = skippedSettlement(step, request);
        if (step.keep() == null || call.is(Progress.UNDONE) || call.is(Progress.REFUSED)) {
            return state.phase().ended() ? ended() : known(call);
        } else if (state.paused()) {
            return saying(step.keep(), request);
        } else if (settling != null) {
            return saying(definition.step(settling.step()).requireAsk(), settling);
        } else if (call.is(Progress.UNDOING) || call.is(Progress.SKIPPED)) {
            return saying(step.requireUndo(), request);
        }
        return state.phase().ended() ? ended() : saying(step.keep(), request);
    }

    /** The request that was to settle what is held, if ops has taken that upon themselves. */
    private @Nullable Request skippedSettlement(Step<C, M> step, Request held) {
        String name = step.settledBy();
        StepProgress progress = name == null ? null : state.steps().get(name);
        Call call = progress == null ? null : progress.calls().get(held.participant());
        return name == null || call == null || !call.is(Progress.SKIPPED)
                ? null
                : new Request(state.id(), name, call.attempt(), held.participant());
    }

    private Proceed<M> saying(Maker<C, M> maker, Request request) {
        say(maker, request);
        return decision();
    }

    private Ignore<M> known(Call call) {
        return new Ignore<>(
                Reason.REPEAT,
                "has that request as %s".formatted(call.progress().inWords()));
    }
}
