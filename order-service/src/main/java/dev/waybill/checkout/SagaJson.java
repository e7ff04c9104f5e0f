package dev.waybill.checkout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.waybill.sagas.StepProgress;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.util.Map;

/**
 * A saga's steps as they are stored: {@code {"reserve-stock":{"calls":{"0":{"progress":"DONE","at":{…}}}}}}, with times in
 * seconds of Unix time. Every reply reads and writes them all, so they go token by token, without a tree in between.
 */
public final class SagaJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private SagaJson() {}

    public static String write(Map<String, StepProgress> steps) {
        StringWriter json = new StringWriter(1024);
        try (JsonGenerator generator = FACTORY.createGenerator(json)) {
            StepsWriter.write(steps, generator);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a saga's steps; this is a bug", e);
        }
        return json.toString();
    }

    /**
     * Reads what any release has written.
     *
     * @throws IllegalStateException if none has
     */
    public static Map<String, StepProgress> read(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return StepsReader.read(parser);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException("cannot read a saga's steps: " + json, e);
        }
    }
}
