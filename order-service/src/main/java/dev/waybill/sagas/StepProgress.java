package dev.waybill.sagas;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a step is.
 *
 * @param calls by participant; empty for a step that asks nobody
 */
public record StepProgress(Map<Integer, Call> calls) {

    public StepProgress {
        calls = Collections.unmodifiableMap(new TreeMap<>(calls));
    }

    boolean done() {
        return calls.values().stream().allMatch(Call::done);
    }

    boolean undone() {
        return calls.values().stream().allMatch(Call::undone);
    }

    StepProgress with(int participant, Call call) {
        Map<Integer, Call> changed = new TreeMap<>(calls);
        changed.put(participant, call);
        return new StepProgress(changed);
    }
}
