package dev.waybill.checkout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.waybill.sagas.StepProgress;
import java.util.Map;

/** A saga's steps as they are stored. */
public final class SagaJson {

    private static final TypeReference<Map<String, StepProgress>> STEPS = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(STEPS);
    private static final ObjectWriter WRITER = MAPPER.writerFor(STEPS);

    private SagaJson() {}

    public static String write(Map<String, StepProgress> steps) {
        try {
            return WRITER.writeValueAsString(steps);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a saga's steps; this is a bug", e);
        }
    }

    static Map<String, StepProgress> read(String json) {
        try {
            return READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read a saga's steps: " + json, e);
        }
    }
}
