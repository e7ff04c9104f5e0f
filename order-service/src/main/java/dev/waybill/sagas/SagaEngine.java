package dev.waybill.sagas;

import dev.waybill.contracts.Request;
import dev.waybill.sagas.Call.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The one place where sagas decide. Pure: state and what happened in, next state and commands out.
 *
 * <p>An answer counts only for the very request that it answers, and only while that request is open: a repeat, a late
 * answer to something that is being undone, or one of another attempt is ignored.
 *
 * @param <C> the facts that commands are made from
 * @param <M> commands
 */
public final class SagaEngine<C, M> {

    private final SagaDefinition<C, M> definition;

    public SagaEngine(SagaDefinition<C, M> definition) {
        this.definition = definition;
    }

    public Decision.Proceed<M> begin(UUID id, C facts, Instant now) {
        return new Run(SagaState.begin(id), facts, now).advance();
    }

    public Decision<M> on(SagaState state, C facts, Answer answer, Instant now) {
        Request request = answer.request();
        StepProgress step = state.steps().get(request.step());
        Call call = step == null || step.attempt() != request.attempt()
                ? null
                : step.calls().get(request.participant());
        if (call == null) {
            return new Decision.Ignore<>("nothing like it was asked");
        }
        Progress awaited = answer instanceof Answer.Undone ? Progress.UNDOING : Progress.ASKED;
        if (!call.is(awaited)) {
            return new Decision.Ignore<>("the request is " + call.progress() + " already");
        }
        Run run = new Run(state, facts, now);
        return switch (answer) {
            case Answer.Done done -> run.mark(request, Progress.DONE).advance();
            case Answer.Undone undone -> run.mark(request, Progress.UNDONE).retreat();
            case Answer.Refused refused -> run.mark(request, Progress.REFUSED).turnBack(refused.refusal());
        };
    }

    /** One decision on its way. */
    private final class Run {

        private final C facts;
        private final Instant now;
        private final List<M> commands = new ArrayList<>();
        private final Set<Milestone> milestones = EnumSet.noneOf(Milestone.class);
        private SagaState state;

        Run(SagaState state, C facts, Instant now) {
            this.state = state;
            this.facts = facts;
            this.now = now;
        }

        Run mark(Request request, Progress progress) {
            StepProgress step = Objects.requireNonNull(state.steps().get(request.step()));
            state = state.with(request.step(), step.with(request.participant(), new Call(progress, now)));
            return this;
        }

        /** Begins stages until one has to be waited for, or all are done. */
        Decision.Proceed<M> advance() {
            for (List<Step<C, M>> stage : definition.stages()) {
                stage.forEach(this::beginUnlessBegun);
                if (!stage.stream().allMatch(this::isDone)) {
                    return decision();
                }
            }
            state = state.in(Phase.COMPLETED);
            milestones.add(Milestone.COMPLETED);
            return decision();
        }

        Decision.Proceed<M> turnBack(Refusal refusal) {
            if (definition.stages().stream().flatMap(List::stream).anyMatch(this::isPassedPivot)) {
                throw new IllegalStateException("%s of %s was refused after the pivot: %s; this is a bug"
                        .formatted(definition, state.id(), refusal));
            }
            state = state.turnedBack(refusal);
            return retreat();
        }

        /** Undoes stages, last first, until one has to be waited for, or all are undone. */
        Decision.Proceed<M> retreat() {
            for (List<Step<C, M>> stage : definition.stages().reversed()) {
                stage.forEach(this::undoUnlessUndone);
                if (!stage.stream().allMatch(this::isUndone)) {
                    return decision();
                }
            }
            state = state.in(Phase.COMPENSATED);
            milestones.add(Milestone.COMPENSATED);
            return decision();
        }

        private void beginUnlessBegun(Step<C, M> step) {
            if (state.steps().containsKey(step.name())) {
                return;
            }
            if (step.kind() == StepKind.PIVOT) {
                milestones.add(Milestone.PIVOT_PASSED);
            }
            Map<Integer, Call> calls = new TreeMap<>();
            for (int participant : step.participants().apply(facts)) {
                calls.put(participant, new Call(Progress.ASKED, now));
                commands.add(Objects.requireNonNull(step.ask()).apply(facts, request(step, 1, participant)));
            }
            state = state.with(step.name(), new StepProgress(1, calls));
        }

        private void undoUnlessUndone(Step<C, M> step) {
            StepProgress progress = state.steps().get(step.name());
            if (progress == null) {
                return;
            }
            for (Map.Entry<Integer, Call> call : progress.calls().entrySet()) {
                if (call.getValue().mayHaveHappened()) {
                    Request request = request(step, progress.attempt(), call.getKey());
                    commands.add(Objects.requireNonNull(step.undo()).apply(facts, request));
                    mark(request, Progress.UNDOING);
                }
            }
        }

        private boolean isDone(Step<C, M> step) {
            StepProgress progress = state.steps().get(step.name());
            return progress != null && progress.done();
        }

        private boolean isUndone(Step<C, M> step) {
            StepProgress progress = state.steps().get(step.name());
            return progress == null || progress.undone();
        }

        private boolean isPassedPivot(Step<C, M> step) {
            return step.kind() == StepKind.PIVOT && state.steps().containsKey(step.name());
        }

        private Request request(Step<C, M> step, int attempt, int participant) {
            return new Request(state.id(), step.name(), attempt, participant);
        }

        private Decision.Proceed<M> decision() {
            return new Decision.Proceed<>(state, List.copyOf(commands), Set.copyOf(milestones));
        }
    }
}
