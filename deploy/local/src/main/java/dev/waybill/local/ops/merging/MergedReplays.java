package dev.waybill.local.ops.merging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.ops.calls.Reply.Came;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A replay that several services carry out under one id is one replay. */
public final class MergedReplays {
    private static final List<String> COUNTS = List.of("count", "done", "applied", "duplicate", "fenced", "failed");

    /** While one part runs, the whole does; that one was stopped must be seen. */
    private static final List<String> STATUSES = List.of("running", "stopped", "cancelled", "finished");

    private MergedReplays() {}

    /** Of lists of them; the newest first. */
    public static ArrayNode of(List<Came> answers) {
        return merged(answers.stream()
                .flatMap(came ->
                        came.body().path("replays").valueStream().map(replay -> named(replay, came.service()))));
    }

    /** Of answers that are a replay each, all of the same. */
    public static JsonNode one(List<Came> answers) {
        return merged(answers.stream().map(came -> named(came.body(), came.service())))
                .path(0);
    }

    private static ObjectNode named(JsonNode replay, String service) {
        ObjectNode named = replay.deepCopy();
        named.putArray("services").add(service);
        return named;
    }

    private static ArrayNode merged(Stream<ObjectNode> parts) {
        Map<String, ObjectNode> byId = new LinkedHashMap<>();
        parts.forEach(part -> byId.merge(part.path("id").asText(), part, MergedReplays::and));
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        byId.values().stream()
                .sorted(Comparator.comparing((ObjectNode replay) ->
                                Instant.parse(replay.path("at").asText()))
                        .reversed())
                .forEach(merged::add);
        return merged;
    }

    private static ObjectNode and(ObjectNode replay, ObjectNode more) {
        COUNTS.forEach(name ->
                replay.put(name, replay.path(name).asLong() + more.path(name).asLong()));
        replay.set("services", Merge.union(replay.path("services"), more.path("services")));
        replay.set("shardsAway", Merge.union(replay.path("shardsAway"), more.path("shardsAway")));
        replay.put("status", status(replay, more));
        String why = Stream.of(replay, more)
                .map(part -> part.path("whyStopped").asText(""))
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        return why.isEmpty() ? replay : replay.put("whyStopped", why);
    }

    private static String status(ObjectNode replay, ObjectNode more) {
        return Stream.of(replay, more)
                .map(part -> part.path("status").asText())
                .min(Comparator.comparingInt(STATUSES::indexOf))
                .orElseThrow();
    }
}
