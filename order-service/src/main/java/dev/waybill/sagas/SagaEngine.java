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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one place where sagas decide. Pure: state and what happened in, next state and messages out.
 *
 * <p>An answer counts only for the very request that it answers, and only while that request is open. One that repeats what
 * is known changes nothing; one that comes late, to a request that is being undone, changes nothing, because the undo is
 * answered by itself; one that comes early can't be, since nothing is sent before its request is in the state.
 *
 * @param <C> the facts that messages are made from
 * @param <M> messages
 */
public final class SagaEngine<C, M> {

    private final SagaDefinition<C, M> definition;

    public SagaEngine(SagaDefinition<C, M> definition) {
        this.definition = definition;
    }

    public Proceed<M> begin(UUID id, C facts, Instant now) {
        return new Run(SagaState.begin(id), facts, now).goOn();
    }

    public Decision<M> decide(SagaState state, C facts, Happening happening, Instant now) {
        Run run = new Run(state, facts, now);
        if (state.phase().ended() && !(happening instanceof Happening.Questioned)) {
            return run.ended();
        }
        return switch (happening) {
            case Happening.Answered(Answer answer) -> run.answered(answer);
            case Happening.Questioned(Request request) -> run.questioned(request);
            case Happening.TimePassed() -> run.timePassed();
            case Happening.CalledOff(Refusal why) -> run.calledOff(why);
            case Happening.Retried() -> run.retried();
            case Happening.Skipped(String step) -> run.skipped(step);
            case Happening.Paused() -> run.paused();
            case Happening.Resumed() -> run.resumed();
        };
    }

    /** One decision on its way. */
    private final class Run {

        private final C facts;
        private final Instant now;
        private final List<M> messages = new ArrayList<>();
        private final Set<Milestone> milestones = EnumSet.noneOf(Milestone.class);
        private SagaState state;

        Run(SagaState state, C facts, Instant now) {
            this.state = state;
            this.facts = facts;
            this.now = now;
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
                        whyIgnored(call, answer), "has that request as %s already".formatted(call.progress()));
            }
            return switch (answer) {
                case Answer.Done done -> ended(request, call, Progress.DONE).goOn();
                case Answer.Undone undone ->
                    ended(request, call, Progress.UNDONE).goOn();
                case Answer.Refused(Request of, Refusal why) ->
                    ended(of, call, Progress.REFUSED).refused(of, call, why).goOn();
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
            return new Ignore<>(Reason.REPEAT, "has that request as %s".formatted(call.progress()));
        }

        private Ignore<M> ended() {
            return new Ignore<>(Reason.ENDED, "has ended");
        }

        Decision<M> timePassed() {
            eachCall((step, request, call) -> {
                if (!state.paused() && wanted(call) && call.overdue(now)) {
                    overdue(step, request, call);
                }
            });
            return goOn();
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
            return messages.size() == before
                    ? notAllowed("waits for no answer: there is nothing to send again")
                    : goOn();
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

        private Run refused(Request request, Call call, Refusal why) {
            Step<C, M> step = definition.step(request.step());
            boolean mayTryAgain = state.phase() == Phase.FORWARD
                    && call.attempt() < step.policy().attempts();
            if (step.kind() == StepKind.COMPENSATABLE && state.phase() == Phase.FORWARD && !mayTryAgain) {
                state = state.turnedBack(why);
            }
            return this;
        }

        private void overdue(Step<C, M> step, Request request, Call call) {
            if (call.sends() <= step.policy().retries()) {
                send(step, request, call, call.sends() + 1);
            } else if (step.kind() == StepKind.COMPENSATABLE && state.phase() == Phase.FORWARD) {
                state = state.turnedBack(Refusal.refused(
                        "timed_out",
                        "%s was asked %d times and has not answered.".formatted(step.name(), call.sends())));
            } else {
                put(request, call.givenUp(now));
            }
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

        private void ask(Step<C, M> step, int participant, int attempt) {
            Request request = new Request(state.id(), step.name(), attempt, participant);
            Call call = Call.asked(attempt, now, due(step, request, 1));
            put(request, step.kind() == StepKind.NOTIFY ? call.ended(Progress.DONE, now) : call);
            say(step.requireAsk(), request);
        }

        /** Sends what is open, the request or its undo, once more. */
        private void send(Step<C, M> step, Request request, Call call, int times) {
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

        private void say(Maker<C, M> maker, Request request) {
            messages.add(maker.make(facts, request, new Maker.Context(state, now)));
        }

        private @Nullable Call call(Request request) {
            Call call = lastCall(request);
            return call == null || call.attempt() != request.attempt() ? null : call;
        }

        private boolean isEarlierAttempt(Request request) {
            Call call = lastCall(request);
            return call != null && request.attempt() < call.attempt();
        }

        private @Nullable Call lastCall(Request request) {
            StepProgress step = state.steps().get(request.step());
            return step == null ? null : step.calls().get(request.participant());
        }

        private Run ended(Request request, Call call, Progress how) {
            put(request, call.ended(how, now));
            return this;
        }

        private void put(Request request, Call call) {
            StepProgress step = state.steps().getOrDefault(request.step(), new StepProgress(Map.of()));
            state = state.with(request.step(), step.with(request.participant(), call));
        }

        private void eachCall(CallVisitor<C, M> visitor) {
            new TreeMap<>(state.steps()).forEach((name, progress) -> {
                Step<C, M> step = definition.step(name);
                progress.calls()
                        .forEach((participant, call) ->
                                visitor.visit(step, new Request(state.id(), name, call.attempt(), participant), call));
            });
        }

        private boolean pivotPassed() {
            return definition
                    .steps()
                    .anyMatch(step ->
                            step.kind() == StepKind.PIVOT && state.steps().containsKey(step.name()));
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
        private boolean wanted(Call call) {
            return call.is(Progress.UNDOING) || (call.is(Progress.ASKED) && state.phase() == Phase.FORWARD);
        }

        private boolean refusedForGood(Step<C, M> step, Call call) {
            return step.kind() == StepKind.RETRIABLE
                    && call.is(Progress.REFUSED)
                    && call.attempt() >= step.policy().attempts();
        }

        private Ignore<M> notAllowed(String why) {
            return new Ignore<>(Reason.NOT_ALLOWED, why);
        }

        private Proceed<M> decision() {
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
    }

    @FunctionalInterface
    private interface CallVisitor<C, M> {
        void visit(Step<C, M> step, Request request, Call call);
    }
}
