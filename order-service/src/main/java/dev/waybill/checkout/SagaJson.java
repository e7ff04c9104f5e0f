package dev.waybill.checkout;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.waybill.sagas.Call;
import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.StepProgress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A saga's steps as they are stored. What the first release wrote, which knew no time limits, is read as well. */
public final class SagaJson {

    private static final TypeReference<Map<String, StoredStep>> STEPS = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(STEPS);
    private static final ObjectWriter WRITER = MAPPER.writerFor(STEPS);

    private SagaJson() {}

    /**
     * @param attempt of all calls, in the first release; null since
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StoredStep(@Nullable Integer attempt, Map<Integer, StoredCall> calls) {

        static StoredStep of(StepProgress step) {
            Map<Integer, StoredCall> calls = new LinkedHashMap<>();
            step.calls().forEach((participant, call) -> calls.put(participant, StoredCall.of(call)));
            return new StoredStep(null, calls);
        }

        StepProgress progress() {
            Map<Integer, Call> read = new LinkedHashMap<>();
            calls.forEach((participant, call) -> read.put(participant, call.call(attempt)));
            return new StepProgress(read);
        }
    }

    /**
     * @param since when it came to its progress, in the first release; null since
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StoredCall(
            Progress progress,
            @Nullable Instant since,
            @Nullable Integer attempt,
            @Nullable Integer sends,
            @Nullable Map<Progress, Instant> at,
            @Nullable Instant due,
            @Nullable Instant gaveUp) {

        static StoredCall of(Call call) {
            return new StoredCall(
                    call.progress(), null, call.attempt(), call.sends(), call.at(), call.dueAt(), call.gaveUpAt());
        }

        Call call(@Nullable Integer attemptOfStep) {
            if (at == null) {
                return firstRelease(attemptOfStep == null ? 1 : attemptOfStep);
            }
            return new Call(progress, attempt == null ? 1 : attempt, sends == null ? 1 : sends, at, due, gaveUp);
        }

        /** A call that it left open has waited long enough, and is repeated. */
        private Call firstRelease(int attempt) {
            Map<Progress, Instant> times = since == null ? Map.of() : Map.of(progress, since);
            boolean open = progress == Progress.ASKED || progress == Progress.UNDOING;
            return new Call(progress, attempt, 1, times, open ? since : null, null);
        }
    }

    public static String write(Map<String, StepProgress> steps) {
        Map<String, StoredStep> stored = new LinkedHashMap<>();
        steps.forEach((name, step) -> stored.put(name, StoredStep.of(step)));
        try {
            return WRITER.writeValueAsString(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a saga's steps; this is a bug", e);
        }
    }

    public static Map<String, StepProgress> read(String json) {
        try {
            Map<String, StoredStep> stored = READER.readValue(json);
            Map<String, StepProgress> steps = new LinkedHashMap<>();
            stored.forEach((name, step) -> steps.put(name, step.progress()));
            return steps;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read a saga's steps: " + json, e);
        }
    }
}
