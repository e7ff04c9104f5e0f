package dev.waybill.ops.inspecting;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.waybill.checkout.Definitions;
import dev.waybill.ops.sagas.StoredSaga;
import dev.waybill.ops.timeline.Phrases;
import dev.waybill.ops.timeline.TimelineEntry;
import dev.waybill.sagas.Call;
import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.Refusal;
import dev.waybill.sagas.StepKind;
import dev.waybill.sagas.StepProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one saga.
 *
 * @param turnedBack why it did; absent unless it did
 * @param steps those of its definition, in order, begun or not; of a definition that this release lacks, those begun
 * @param timeline the story of its order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SagaDetail(
        @JsonUnwrapped SagaSummary saga,
        @Nullable Refusal turnedBack,
        List<StepDetail> steps,
        List<TimelineEntry> timeline) {

    /**
     * One step.
     *
     * @param kind absent if this release lacks the definition
     * @param begun whether it has been, asking somebody or nobody
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StepDetail(String name, @Nullable StepKind kind, boolean begun, List<CallDetail> calls) {}

    /**
     * One request to one participant.
     *
     * @param sends how often what is open, the request or its undo, has been sent
     * @param dueAt when it is repeated unless it is answered; absent if it is not waited for, or only by ops
     * @param at when it came to each progress
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CallDetail(
            String participant,
            int attempt,
            Progress progress,
            int sends,
            @Nullable Instant dueAt,
            Map<Progress, Instant> at) {}

    static SagaDetail of(String shard, StoredSaga saga, List<TimelineEntry> timeline) {
        return new SagaDetail(SagaSummary.of(shard, saga), saga.refusal(), steps(saga), timeline);
    }

    private static List<StepDetail> steps(StoredSaga saga) {
        Map<String, StepProgress> begun = saga.state().steps();
        List<StepDetail> steps = new ArrayList<>();
        if (Definitions.has(saga.definition(), saga.number())) {
            Definitions.get(saga.definition(), saga.number())
                    .steps()
                    .forEach(step -> steps.add(step(step.name(), step.kind(), begun.get(step.name()))));
        } else {
            new TreeMap<>(begun).forEach((name, progress) -> steps.add(step(name, null, progress)));
        }
        return steps;
    }

    private static StepDetail step(String name, @Nullable StepKind kind, @Nullable StepProgress progress) {
        List<CallDetail> calls = new ArrayList<>();
        if (progress != null) {
            progress.calls().forEach((participant, call) -> calls.add(call(name, participant, call)));
        }
        return new StepDetail(name, kind, progress != null, calls);
    }

    private static CallDetail call(String step, int participant, Call call) {
        return new CallDetail(
                Phrases.participant(step, participant),
                call.attempt(),
                call.progress(),
                call.sends(),
                call.dueAt(),
                call.at());
    }
}
