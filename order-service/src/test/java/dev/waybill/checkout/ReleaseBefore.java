package dev.waybill.checkout;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.waybill.sagas.Call;
import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.StepProgress;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads steps as the release did that wrote their times as ISO 8601. */
final class ReleaseBefore {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ReleaseBefore() {}

    record StoredStep(Map<Integer, StoredCall> calls) {}

    record StoredCall(
            Progress progress,
            @Nullable Integer attempt,
            @Nullable Integer sends,
            Map<Progress, Instant> at,
            @Nullable Instant due,
            @Nullable Instant gaveUp) {

        Call call() {
            return new Call(progress, attempt == null ? 1 : attempt, sends == null ? 1 : sends, at, due, gaveUp);
        }
    }

    static Map<String, StepProgress> read(String json) throws IOException {
        Map<String, StepProgress> steps = new LinkedHashMap<>();
        MAPPER.readValue(json, new TypeReference<Map<String, StoredStep>>() {}).forEach((name, step) -> {
            Map<Integer, Call> calls = new LinkedHashMap<>();
            step.calls().forEach((participant, call) -> calls.put(participant, call.call()));
            steps.put(name, new StepProgress(calls));
        });
        return steps;
    }
}
