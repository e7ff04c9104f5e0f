package dev.waybill.sagas;

import dev.waybill.contracts.Request;
import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.Decision.Ignore;
import dev.waybill.sagas.Decision.Proceed;
import dev.waybill.sagas.Decision.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One decision on its way: a saga's state, what happened to it so far in this turn, and what a saga can do. A subclass for
 * each kind of happening says when it does so.
 *
 * @param <C> the facts that messages are made from
 * @param <M> messages
 */
class Turn<C, M> {

    final SagaDefinition<C, M> definition;
    final C facts;
    final Instant now;
    final List<M> messages = new ArrayList<>();
    private final Set<Milestone> milestones = EnumSet.noneOf(Milestone.class);
    SagaState state;

    Turn(SagaDefinition<C, M> definition, SagaState state, C facts, Instant now) {
        this.definition = definition;
        this.state = state;
        this.facts = facts;
        this.now = now;
    }

    /** As far as it goes without waiting; nowhere while it is paused. */
    Proceed<M> goOn() {
        if (!state.paused()) {
            if (state.phase() == Phase.FORWARD) {
                advance();
            } else {
                retreat();
            }
        }
        return decision();
    }

    /** Begins stages until one has to be waited for, or all are done. */
    private void advance() {
        for (List<Step<C, M>> stage : definition.stages()) {
            stage.forEach(this::beginOrTryAgain);
            if (!stage.stream().allMatch(this::isDone)) {
                return;
            }
        }
        state = state.in(Phase.COMPLETED);
        milestones.add(Milestone.COMPLETED);
    }

    /** Undoes stages, last first, until one has to be waited for, or all are undone. */
    private void retreat() {
        for (List<Step<C, M>> stage : definition.stages().reversed()) {
            stage.forEach(this::undoUnlessUndone);
            if (!stage.stream().allMatch(this::isUndone)) {
                return;
            }
        }
        state = state.in(Phase.COMPENSATED);
        milestones.add(Milestone.COMPENSATED);
    }

    private void beginOrTryAgain(Step<C, M> step) {
        StepProgress progress = state.steps().get(step.name());
        if (progress == null) {
            begin(step);
            return;
        }
        progress.calls().forEach((participant, call) -> {
            if (call.is(Progress.REFUSED) && call.attempt() < step.policy().attempts()) {
                ask(step, participant, call.attempt() + 1);
            }
        });
    }

    private void begin(Step<C, M> step) {
        state = state.with(step.name(), new StepProgress(Map.of()));
        if (step.kind() == StepKind.PIVOT) {
            milestones.add(Milestone.PIVOT_PASSED);
        }
        step.participants().apply(facts).forEach(participant -> ask(step, participant, 1));
    }

    void ask(Step<C, M> step, int participant, int attempt) {
        Request request = new Request(state.id(), step.name(), attempt, participant);
        Call call = Call.asked(attempt, now, due(step, request, 1));
        put(request, step.kind() == StepKind.NOTIFY ? call.ended(Progress.DONE, now) : call);
        say(step.requireAsk(), request);
    }

    /** Sends what is open, the request or its undo, once more. */
    void send(Step<C, M> step, Request request, Call call, int times) {
        put(request, call.sentAgain(times, due(step, request, times)));
        say(call.is(Progress.UNDOING) ? step.requireUndo() : step.requireAsk(), request);
    }

    private void undoUnlessUndone(Step<C, M> step) {
        StepProgress progress = state.steps().getOrDefault(step.name(), new StepProgress(Map.of()));
        progress.calls().forEach((participant, call) -> {
            if (call.mayHaveHappened()) {
                Request request = new Request(state.id(), step.name(), call.attempt(), participant);
                put(request, call.undoing(now, due(step, request, 1)));
                say(step.requireUndo(), request);
            }
        });
    }

    private Instant due(Step<C, M> step, Request request, int sends) {
        long seed = Objects.hash(request.sagaId(), request.step(), request.attempt(), request.participant());
        return now.plus(step.policy().patience(sends, seed));
    }

    void say(Maker<C, M> maker, Request request) {
        messages.add(maker.make(facts, request, new Maker.Context(state, now)));
    }

    @Nullable
    Call call(Request request) {
        Call call = lastCall(request);
        return call == null || call.attempt() != request.attempt() ? null : call;
    }

    boolean isEarlierAttempt(Request request) {
        Call call = lastCall(request);
        return call != null && request.attempt() < call.attempt();
    }

    private @Nullable Call lastCall(Request request) {
        StepProgress step = state.steps().get(request.step());
        return step == null ? null : step.calls().get(request.participant());
    }

    Turn<C, M> ended(Request request, Call call, Progress how) {
        put(request, call.ended(how, now));
        return this;
    }

    void put(Request request, Call call) {
        StepProgress step = state.steps().getOrDefault(request.step(), new StepProgress(Map.of()));
        state = state.with(request.step(), step.with(request.participant(), call));
    }

    void eachCall(CallVisitor<C, M> visitor) {
        new TreeMap<>(state.steps()).forEach((name, progress) -> {
            Step<C, M> step = definition.step(name);
            progress.calls()
                    .forEach((participant, call) ->
                            visitor.visit(step, new Request(state.id(), name, call.attempt(), participant), call));
        });
    }

    private boolean isDone(Step<C, M> step) {
        StepProgress progress = state.steps().get(step.name());
        return progress != null && progress.done();
    }

    private boolean isUndone(Step<C, M> step) {
        StepProgress progress = state.steps().get(step.name());
        return progress == null || progress.undone();
    }

    /** Open, and not about to be undone, as what was asked before a paused saga turned back is. */
    boolean wanted(Call call) {
        return call.is(Progress.UNDOING) || (call.is(Progress.ASKED) && state.phase() == Phase.FORWARD);
    }

    boolean refusedForGood(Step<C, M> step, Call call) {
        return step.kind() == StepKind.RETRIABLE
                && call.is(Progress.REFUSED)
                && call.attempt() >= step.policy().attempts();
    }

    Proceed<M> decision() {
        state = state.parked(state.phase().ended() ? null : whyStuck());
        return new Proceed<>(state, List.copyOf(messages), Set.copyOf(milestones));
    }

    private @Nullable String whyStuck() {
        List<String> stuck = new ArrayList<>();
        eachCall((step, request, call) -> {
            if (call.exhausted()) {
                stuck.add("participant %d was asked %d times for %s and has not answered"
                        .formatted(
                                request.participant(),
                                call.sends(),
                                call.is(Progress.UNDOING) ? "the undo of " + step.name() : step.name()));
            } else if (refusedForGood(step, call)) {
                stuck.add("%s was refused by participant %d after the point of no return"
                        .formatted(step.name(), request.participant()));
            }
        });
        return stuck.isEmpty() ? null : String.join("; ", stuck);
    }

    Ignore<M> ended() {
        return new Ignore<>(Reason.ENDED, "has ended");
    }

    @FunctionalInterface
    interface CallVisitor<C, M> {
        void visit(Step<C, M> step, Request request, Call call);
    }
}
