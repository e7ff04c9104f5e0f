package dev.waybill.sagas;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a saga is: steps by name and attempt, not by index, so that a step inserted into a later definition means nothing
 * to it.
 *
 * @param steps those that have begun
 * @param refusal why it turned back; null unless it did
 */
public record SagaState(
        UUID id,
        Phase phase,
        Map<String, StepProgress> steps,
        @Nullable Refusal refusal) {

    public SagaState {
        steps = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    /** Where it is, in a word of a bounded set: the step that it waits for, or its phase. */
    public String position() {
        if (phase != Phase.FORWARD) {
            return phase.name().toLowerCase(Locale.ROOT);
        }
        return steps.entrySet().stream()
                .filter(step -> !step.getValue().done())
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse("begun");
    }

    static SagaState begin(UUID id) {
        return new SagaState(id, Phase.FORWARD, Map.of(), null);
    }

    SagaState with(String step, StepProgress progress) {
        Map<String, StepProgress> changed = new LinkedHashMap<>(steps);
        changed.put(step, progress);
        return new SagaState(id, phase, changed, refusal);
    }

    SagaState in(Phase other) {
        return new SagaState(id, other, steps, refusal);
    }

    SagaState turnedBack(Refusal why) {
        return new SagaState(id, Phase.COMPENSATING, steps, why);
    }
}
