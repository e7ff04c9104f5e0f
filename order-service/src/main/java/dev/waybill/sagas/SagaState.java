package dev.waybill.sagas;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a saga is: steps by name and requests by attempt, not by index, so that a step inserted into a later definition
 * means nothing to it.
 *
 * @param steps those that have begun
 * @param refusal why it turned back; null unless it did
 * @param paused whether ops has stopped it: it takes answers, and asks nobody for anything new
 * @param parked why it waits for ops; null unless it does
 */
public record SagaState(
        UUID id,
        Phase phase,
        Map<String, StepProgress> steps,
        @Nullable Refusal refusal,
        boolean paused,
        @Nullable String parked) {

    public SagaState {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    static SagaState begin(UUID id) {
        return new SagaState(id, Phase.FORWARD, Map.of(), null, false, null);
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

    /** When the first of its requests is to be repeated; null if it waits for none, or is paused. */
    public @Nullable Instant dueAt() {
        if (paused || phase.ended()) {
            return null;
        }
        Instant first = null;
        for (StepProgress step : steps.values()) {
            for (Call call : step.calls().values()) {
                Instant due = call.open() ? call.dueAt() : null;
                if (due != null && (first == null || due.isBefore(first))) {
                    first = due;
                }
            }
        }
        return first;
    }

    SagaState with(String step, StepProgress progress) {
        Map<String, StepProgress> changed = new LinkedHashMap<>(steps);
        changed.put(step, progress);
        return new SagaState(id, phase, changed, refusal, paused, parked);
    }

    SagaState in(Phase other) {
        return new SagaState(id, other, steps, refusal, paused, parked);
    }

    SagaState turnedBack(Refusal why) {
        return new SagaState(id, Phase.COMPENSATING, steps, why, paused, parked);
    }

    public SagaState paused(boolean stopped) {
        return new SagaState(id, phase, steps, refusal, stopped, parked);
    }

    SagaState parked(@Nullable String why) {
        return new SagaState(id, phase, steps, refusal, paused, why);
    }
}
