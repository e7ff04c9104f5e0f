package dev.waybill.checkout;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.waybill.sagas.Call;
import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.StepProgress;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what {@link StepsReader} reads. */
final class StepsWriter {

    private static final int NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private StepsWriter() {}

    static void write(Map<String, StepProgress> steps, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, StepProgress> step : steps.entrySet()) {
            json.writeObjectFieldStart(step.getKey());
            json.writeObjectFieldStart("calls");
            for (Map.Entry<Integer, Call> call : step.getValue().calls().entrySet()) {
                json.writeObjectFieldStart(call.getKey().toString());
                write(call.getValue(), json);
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(Call call, JsonGenerator json) throws IOException {
        json.writeStringField("progress", call.progress().name());
        writeUnlessOne("attempt", call.attempt(), json);
        writeUnlessOne("sends", call.sends(), json);
        json.writeObjectFieldStart("at");
        for (Map.Entry<Progress, Instant> reached : call.at().entrySet()) {
            writeTime(reached.getKey().name(), reached.getValue(), json);
        }
        json.writeEndObject();
        writeTime("due", call.dueAt(), json);
        writeTime("gaveUp", call.gaveUpAt(), json);
    }

    /** One is what is read where nothing is written, and nearly always so. */
    private static void writeUnlessOne(String name, int number, JsonGenerator json) throws IOException {
        if (number != 1) {
            json.writeNumberField(name, number);
        }
    }

    /** As the release before reads it too: seconds and their fraction, of six digits where they say it all. */
    private static void writeTime(String name, @Nullable Instant time, JsonGenerator json) throws IOException {
        if (time == null) {
            return;
        }
        json.writeFieldName(name);
        json.writeNumber(seconds(time));
    }

    private static BigDecimal seconds(Instant time) {
        long seconds = time.getEpochSecond();
        int nanos = time.getNano();
        return nanos % NANOS_PER_MICRO == 0
                ? BigDecimal.valueOf(seconds * MICROS_PER_SECOND + nanos / NANOS_PER_MICRO, 6)
                : BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, 9));
    }
}
