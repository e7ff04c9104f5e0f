package dev.waybill.sagas;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far a step is.
 *
 * @param attempt from 1
 * @param calls by participant
 */
public record StepProgress(int attempt, Map<Integer, Call> calls) {

    public StepProgress {
        calls = java.util.Collections.unmodifiableMap(new TreeMap<>(calls));
    }

    boolean done() {
        return calls.values().stream().allMatch(call -> call.is(Call.Progress.DONE));
    }

    boolean undone() {
        return calls.values().stream().allMatch(Call::undone);
    }

    StepProgress with(int participant, Call call) {
        Map<Integer, Call> changed = new TreeMap<>(calls);
        changed.put(participant, call);
        return new StepProgress(attempt, changed);
    }
}
