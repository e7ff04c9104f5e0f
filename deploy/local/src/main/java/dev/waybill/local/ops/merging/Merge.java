package dev.waybill.local.ops.merging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.ops.calls.Reply.Came;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Lists of several services as one list. */
public final class Merge {
    /** Times come with as many digits as they need, so as text they do not sort. */
    private static final Comparator<JsonNode> BY_LAST_FAILURE = Comparator.comparing(
            letter -> Instant.parse(letter.path("lastFailedAt").asText()));

    private Merge() {}

    /** The newest last failure first. */
    public static ArrayNode letters(List<Came> answers) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        answers.stream()
                .flatMap(came -> came.body().path("letters").valueStream())
                .sorted(BY_LAST_FAILURE.reversed())
                .forEach(merged::add);
        return merged;
    }

    /** What was done by hand, each with the service that says so; the newest first. */
    public static ArrayNode actions(List<Came> answers) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        answers.stream()
                .flatMap(
                        came -> came.body().path("actions").valueStream().map(action -> ((ObjectNode) action.deepCopy())
                                .put("service", came.service())))
                .sorted(Comparator.comparing((ObjectNode action) ->
                                Instant.parse(action.path("at").asText()))
                        .reversed())
                .forEach(merged::add);
        return merged;
    }

    /** All that each says under that name, service by service. */
    public static ArrayNode all(List<Came> answers, String name) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        answers.forEach(came -> came.body().path(name).forEach(merged::add));
        return merged;
    }

    /** What one service says, with its name in it. */
    public static ArrayNode named(List<Came> answers) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        answers.forEach(came -> {
            ObjectNode named = merged.addObject().put("service", came.service());
            named.setAll((ObjectNode) came.body());
        });
        return merged;
    }

    /** Counts are added up by verdict; letters say whose they are. */
    public static ObjectNode plan(List<Came> answers) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        merged.put("count", sum(answers, "count"));
        ObjectNode verdicts = merged.putObject("verdicts");
        ArrayNode letters = merged.putArray("letters");
        for (Came came : answers) {
            came.body()
                    .path("verdicts")
                    .properties()
                    .forEach(each -> verdicts.put(
                            each.getKey(),
                            verdicts.path(each.getKey()).asLong()
                                    + each.getValue().asLong()));
            for (JsonNode letter : came.body().path("letters")) {
                letters.add(((ObjectNode) letter.deepCopy()).put("service", came.service()));
            }
        }
        return merged;
    }

    /** The number of that name, of all together. */
    public static long sum(List<Came> answers, String field) {
        return answers.stream()
                .mapToLong(came -> came.body().path(field).asLong())
                .sum();
    }

    /** The first so many. */
    public static ArrayNode first(ArrayNode all, int most) {
        List<JsonNode> kept = new ArrayList<>(all.valueStream().limit(most).toList());
        return JsonNodeFactory.instance.arrayNode().addAll(kept);
    }

    static ArrayNode union(JsonNode some, JsonNode more) {
        ArrayNode union = JsonNodeFactory.instance.arrayNode();
        Stream.concat(some.valueStream(), more.valueStream())
                .map(JsonNode::asText)
                .distinct()
                .sorted()
                .forEach(union::add);
        return union;
    }
}
