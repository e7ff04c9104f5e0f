package dev.waybill.checkout;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waybill.sagas.Call;
import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.StepProgress;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StepsWriter} writes, and what the releases before wrote: times as ISO 8601, and in the first release,
 * which knew no time limits, one attempt for all calls of a step and one time for each call. Skips what it does not know.
 */
final class StepsReader {

    private StepsReader() {}

    static Map<String, StepProgress> read(JsonParser json) throws IOException {
        enter(json);
        Map<String, StepProgress> steps = new LinkedHashMap<>();
        while (nextField(json)) {
            steps.put(json.currentName(), readStep(json));
        }
        return steps;
    }

    private static StepProgress readStep(JsonParser json) throws IOException {
        int attempt = 1;
        Map<Integer, StoredCall> calls = Map.of();
        enter(json);
        while (nextField(json)) {
            switch (json.currentName()) {
                case "attempt" -> attempt = readInt(json);
                case "calls" -> calls = readCalls(json);
                default -> skip(json);
            }
        }
        Map<Integer, Call> read = new TreeMap<>();
        for (Map.Entry<Integer, StoredCall> call : calls.entrySet()) {
            read.put(call.getKey(), call.getValue().call(attempt));
        }
        return new StepProgress(read);
    }

    private static Map<Integer, StoredCall> readCalls(JsonParser json) throws IOException {
        Map<Integer, StoredCall> calls = new TreeMap<>();
        enter(json);
        while (nextField(json)) {
            calls.put(Integer.valueOf(json.currentName()), new StoredCall(json));
        }
        return calls;
    }

    private static Map<Progress, Instant> readTimes(JsonParser json) throws IOException {
        Map<Progress, Instant> times = new EnumMap<>(Progress.class);
        enter(json);
        while (nextField(json)) {
            Progress reached = Progress.valueOf(json.currentName());
            times.put(reached, readTime(json));
        }
        return times;
    }

    private static void enter(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(json, "expected an object");
        }
    }

    /** Whether there is another; if so it is the current token, and its value, all of it, is to be read next. */
    private static boolean nextField(JsonParser json) throws IOException {
        JsonToken next = json.nextToken();
        if (next != JsonToken.FIELD_NAME && next != JsonToken.END_OBJECT) {
            throw new JsonParseException(json, "expected a field or the end of an object");
        }
        return next == JsonToken.FIELD_NAME;
    }

    private static void skip(JsonParser json) throws IOException {
        json.nextToken();
        json.skipChildren();
    }

    private static Progress readProgress(JsonParser json) throws IOException {
        String name = json.nextTextValue();
        if (name == null) {
            throw new JsonParseException(json, "expected a text");
        }
        return Progress.valueOf(name);
    }

    private static int readInt(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new JsonParseException(json, "expected a number");
        }
        return json.getIntValue();
    }

    private static Instant readTime(JsonParser json) throws IOException {
        if (json.nextToken() == JsonToken.VALUE_STRING) {
            return Instant.parse(json.getText());
        }
        BigDecimal time = json.getDecimalValue();
        long seconds = time.longValue();
        return Instant.ofEpochSecond(
                seconds,
                time.subtract(BigDecimal.valueOf(seconds)).movePointRight(9).longValue());
    }

    /** The fields of a call, from whichever release. */
    private static final class StoredCall {
        private @Nullable Progress progress;
        private @Nullable Instant since;
        private @Nullable Integer attempt;
        private int sends = 1;
        private @Nullable Map<Progress, Instant> at;
        private @Nullable Instant due;
        private @Nullable Instant gaveUp;

        StoredCall(JsonParser json) throws IOException {
            enter(json);
            while (nextField(json)) {
                switch (json.currentName()) {
                    case "progress" -> progress = readProgress(json);
                    case "since" -> since = readTime(json);
                    case "attempt" -> attempt = readInt(json);
                    case "sends" -> sends = readInt(json);
                    case "at" -> at = readTimes(json);
                    case "due" -> due = readTime(json);
                    case "gaveUp" -> gaveUp = readTime(json);
                    default -> skip(json);
                }
            }
        }

        /** @param attemptOfStep for calls that name none */
        Call call(int attemptOfStep) {
            if (progress == null) {
                throw new IllegalArgumentException("a call without a progress");
            }
            int number = attempt == null ? attemptOfStep : attempt;
            return at == null ? firstRelease(progress, number) : new Call(progress, number, sends, at, due, gaveUp);
        }

        /** A call that it left open has waited long enough, and is repeated. */
        private Call firstRelease(Progress progress, int number) {
            Map<Progress, Instant> times = since == null ? Map.of() : Map.of(progress, since);
            boolean open = progress == Progress.ASKED || progress == Progress.UNDOING;
            return new Call(progress, number, 1, times, open ? since : null, null);
        }
    }
}
