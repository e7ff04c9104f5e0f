package dev.waybill.benchmark.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.waybill.benchmark.scenarios.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures for programs: every round of every run, nothing rounded. */
public final class Json {
    private static final ObjectMapper WRITER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /** @param about the machine, and all that was measured once */
    public static void write(Path file, Map<String, Object> about, List<Result> results) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>(about);
        document.put("runs", results.stream().map(Json::run).toList());
        WRITER.writeValue(file.toFile(), document);
    }

    private static Map<String, Object> run(Result result) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("scenario", result.scenario());
        run.put("load", result.load());
        run.put("build", result.contender());
        run.put("round", result.round());
        run.put("seconds", result.seen().seconds());
        run.put("acceptedPerSecond", result.seen().takenPerSecond());
        run.put("decidedPerSecond", result.seen().decidedPerSecond());
        run.put("closedPerSecond", result.closedPerSecond());
        run.put("confirmed", result.seen().confirmed());
        run.put("rejected", result.seen().rejected());
        run.put("refused", result.seen().refused());
        Map<String, Double> millis = new LinkedHashMap<>();
        for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
            millis.put("p" + percentile, result.seen().millis(percentile));
        }
        run.put("millis", millis);
        run.put("perOrder", result.used());
        run.put("memory", result.memory());
        return run;
    }
}
