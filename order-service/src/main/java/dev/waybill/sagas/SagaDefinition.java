package dev.waybill.sagas;

import dev.waybill.contracts.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A saga on one screen: stages one after the other, the steps of a stage in parallel. What would be unsafe is refused when
 * the definition is made.
 *
 * @param <C> the facts that commands are made from
 * @param <M> commands
 */
public final class SagaDefinition<C, M> {

    private static final UUID NOBODY = new UUID(0, 0);

    private final String name;
    private final int number;
    private final List<List<Step<C, M>>> stages;

    private SagaDefinition(String name, int number, List<List<Step<C, M>>> stages) {
        this.name = name;
        this.number = number;
        this.stages = stages;
    }

    /**
     * @param number a changed definition gets a new one; running sagas finish under theirs
     */
    public static <C, M> Builder<C, M> named(String name, int number) {
        return new Builder<>(name, number);
    }

    public String name() {
        return name;
    }

    public int number() {
        return number;
    }

    public List<List<Step<C, M>>> stages() {
        return stages;
    }

    /** The step of that name, which must be one of the definition's. */
    public Step<C, M> step(String stepName) {
        return steps().filter(step -> step.name().equals(stepName))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("%s has no step %s".formatted(this, stepName)));
    }

    public boolean has(String stepName) {
        return steps().anyMatch(step -> step.name().equals(stepName));
    }

    public Stream<Step<C, M>> steps() {
        return stages.stream().flatMap(List::stream);
    }

    /**
     * All that running sagas depend on, line by line: where it differs from what was released, a new number is due.
     *
     * @param sample of which every step asks somebody
     * @param typeOf what a message is called by its reader
     */
    public String describe(C sample, Function<M, String> typeOf) {
        Maker.Context context = new Maker.Context(everythingAsked(sample), Instant.EPOCH);
        List<String> lines = new ArrayList<>(List.of(toString()));
        for (List<Step<C, M>> stage : stages) {
            lines.add("  "
                    + stage.stream()
                            .map(step -> step.describe(
                                    maker -> typeOf.apply(maker.make(sample, someRequest(step, sample), context))))
                            .collect(Collectors.joining("\n  ∥ ")));
        }
        return String.join("\n", lines) + "\n";
    }

    /** Messages name requests of other steps. */
    private SagaState everythingAsked(C sample) {
        SagaState[] state = {SagaState.begin(NOBODY)};
        steps().forEach(step -> {
            Map<Integer, Call> calls = new TreeMap<>();
            step.participants()
                    .apply(sample)
                    .forEach(participant -> calls.put(participant, Call.asked(1, Instant.EPOCH, null)));
            state[0] = state[0].with(step.name(), new StepProgress(calls));
        });
        return state[0];
    }

    private Request someRequest(Step<C, M> step, C sample) {
        int participant = step.participants().apply(sample).getFirst();
        return new Request(NOBODY, step.name(), 1, participant);
    }

    @Override
    public String toString() {
        return name + " " + number;
    }

    /** Collects stages. */
    public static final class Builder<C, M> {

        private final String name;
        private final int number;
        private final List<List<Step<C, M>>> stages = new ArrayList<>();

        private Builder(String name, int number) {
            this.name = name;
            this.number = number;
        }

        /** Steps that run in parallel, after the stage before. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Builder<C, M> then(Step<C, M>... steps) {
            stages.add(List.of(steps));
            return this;
        }

        /**
         * @throws IllegalArgumentException with the reason, if a saga of this form could end neither done nor undone, or say
         *     what is not yet certain
         */
        public SagaDefinition<C, M> build() {
            requireDistinctNames();
            int pivot = requireOnePivot();
            for (int i = 0; i < stages.size(); i++) {
                require(!stages.get(i).isEmpty(), "a stage needs a step");
                for (Step<C, M> step : stages.get(i)) {
                    requirePlace(step, i, pivot);
                }
            }
            return new SagaDefinition<>(name, number, List.copyOf(stages));
        }

        private void requireDistinctNames() {
            Set<String> names = new HashSet<>();
            for (Step<C, M> step : stages.stream().flatMap(List::stream).toList()) {
                require(
                        names.add(step.name()),
                        "two steps are called %s, and an answer could not say which of them it means"
                                .formatted(step.name()));
            }
        }

        private int requireOnePivot() {
            List<Integer> pivots = new ArrayList<>();
            for (int i = 0; i < stages.size(); i++) {
                if (stages.get(i).stream().anyMatch(step -> step.kind() == StepKind.PIVOT)) {
                    pivots.add(i);
                    require(stages.get(i).size() == 1, "a pivot stands alone, so that there is one point of no return");
                }
            }
            require(
                    pivots.size() == 1,
                    "there must be one pivot, the point of no return, but there are " + pivots.size());
            return pivots.getFirst();
        }

        private void requirePlace(Step<C, M> step, int stage, int pivot) {
            switch (step.kind()) {
                case COMPENSATABLE -> {
                    requireUndoable(step, stage, pivot);
                    requireSettlement(step, pivot);
                }
                case RETRIABLE ->
                    require(
                            stage > pivot,
                            "%s cannot be undone, so it must come after the pivot".formatted(step.name()));
                case NOTIFY ->
                    require(
                            stage > pivot,
                            "%s would announce what may still be undone, so it must come after the pivot"
                                    .formatted(step.name()));
                case PIVOT -> {}
            }
        }

        private void requireUndoable(Step<C, M> step, int stage, int pivot) {
            require(
                    stage < pivot,
                    "%s is there to be undone, and after the pivot nothing is, so it must come before"
                            .formatted(step.name()));
            require(
                    step.undo() != null,
                    "%s needs an undo, or what it did would stay when a later step is refused".formatted(step.name()));
        }

        private void requireSettlement(Step<C, M> step, int pivot) {
            String later = step.settledBy();
            require(
                    later == null
                            || stages.stream()
                                    .skip(pivot + 1L)
                                    .flatMap(List::stream)
                                    .anyMatch(each -> each.name().equals(later)),
                    "%s is settled by %s, so that must come after the pivot".formatted(step.name(), later));
        }

        private void require(boolean condition, String sentence) {
            if (!condition) {
                throw new IllegalArgumentException("saga %s %d is not safe: %s".formatted(name, number, sentence));
            }
        }
    }
}
