package dev.waybill.ndjson;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.delivery.consuming.Splitting;
import dev.waybill.http.Problem;
import dev.waybill.http.ProblemException;
import dev.waybill.http.lines.Chunks;
import dev.waybill.http.lines.Line;
import dev.waybill.http.lines.LinePipe;
import dev.waybill.shards.Outcome;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Does a body of many lines, a thousand at a time, grouped by shard. A line that is wrong, or whose shard is away, is
 * refused for itself; the others are done.
 */
@Singleton
public final class LineByLine {

    /** Writes one shard's part, in one transaction, and says what came of each item, in order. */
    @FunctionalInterface
    public interface Write<T> {
        List<LineResult> on(Shard shard, List<T> part);
    }

    private record Numbered<T>(int line, T item) {}

    private static final Logger LOG = Logger.getLogger(LineByLine.class);
    private static final int LONGEST_LINE = 64 * 1024;

    /** One after the other: two lines for one product are done in their order. */
    private static final Chunks CHUNKS = new Chunks(1_000, 1024 * 1024, 1);

    private final Shards shards;
    private final ObjectMapper mapper;

    LineByLine(Shards shards, ObjectMapper mapper) {
        this.shards = shards;
        this.mapper = mapper;
    }

    /**
     * @param read makes an item of a line, or refuses it by a {@link ProblemException}
     * @return a line for each line that was not empty, in order: {@code {"line":n,…}} or {@code {"line":n,"problem":{…}}}
     */
    public <T> Multi<byte[]> answer(
            InputStream body, Function<JsonNode, T> read, ToIntFunction<T> slot, Write<T> write) {
        return LinePipe.answers(
                body,
                LONGEST_LINE,
                CHUNKS,
                chunk -> CompletableFuture.completedFuture(answer(results(chunk, read, slot, write))));
    }

    private byte[] answer(Map<Integer, LineResult> results) {
        return new TreeMap<>(results)
                .entrySet().stream()
                        .map(result -> json(result.getKey(), result.getValue()).toString())
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8);
    }

    private <T> Map<Integer, LineResult> results(
            List<Line> chunk, Function<JsonNode, T> read, ToIntFunction<T> slot, Write<T> write) {
        Map<Integer, LineResult> results = new ConcurrentHashMap<>();
        List<Numbered<T>> good = new ArrayList<>();
        for (Line line : chunk) {
            try {
                good.add(new Numbered<>(line.number(), read.apply(mapper.readTree(line.json()))));
            } catch (ProblemException e) {
                results.put(line.number(), new LineResult.Refused(e.problem()));
            } catch (JacksonException e) {
                results.put(line.number(), new LineResult.Refused(Problem.malformed(e.getOriginalMessage())));
            } catch (IOException e) {
                results.put(line.number(), new LineResult.Refused(Problem.malformed("The line can't be read.")));
            }
        }
        var outcomes = shards.onEach(good, each -> slot.applyAsInt(each.item()), (shard, part) -> {
            writePart(shard, part, write, results);
            return List.<Boolean>of();
        });
        outcomes.forEach(LineByLine::report);
        good.forEach(each -> results.computeIfAbsent(each.line(), line -> away()));
        return results;
    }

    private static <T> void writePart(
            Shard shard, List<Numbered<T>> part, Write<T> write, Map<Integer, LineResult> results) {
        Splitting.run(
                part,
                some -> {
                    List<LineResult> done =
                            write.on(shard, some.stream().map(Numbered::item).toList());
                    for (int i = 0; i < some.size(); i++) {
                        results.put(some.get(i).line(), done.get(i));
                    }
                },
                (culprit, failure) -> results.put(culprit.line(), unexpected(failure)));
    }

    private ObjectNode json(int line, LineResult result) {
        ObjectNode json = mapper.createObjectNode().put("line", line);
        switch (result) {
            case LineResult.Done(Record body) -> json.setAll(mapper.<ObjectNode>valueToTree(body));
            case LineResult.Refused(Problem problem) -> json.set("problem", mapper.valueToTree(problem));
        }
        return json;
    }

    private static void report(Shard shard, Outcome<Boolean> outcome) {
        if (outcome instanceof Outcome.Failed<Boolean> failed) {
            LOG.warnf(
                    "lines for shard %s were refused: %s",
                    shard.name(), failed.cause().getMessage());
        }
    }

    private static LineResult away() {
        return new LineResult.Refused(Problem.of(
                503,
                "shard-away",
                "Not available now",
                "The part of the data that this line needs is away. Send it again."));
    }

    private static LineResult unexpected(RuntimeException failure) {
        LOG.error("a line failed through a fault of ours", failure);
        return new LineResult.Refused(
                Problem.of(500, "internal", "A fault of ours", "This should not happen; it has been logged."));
    }
}
