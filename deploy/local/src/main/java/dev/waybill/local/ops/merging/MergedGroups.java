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

/** One bug is one row, however many services it has struck. */
public final class MergedGroups {
    private static final List<String> COUNTS = List.of("count", "behind", "orders");
    private static final List<String> LISTS = List.of("topics", "types", "services");

    private MergedGroups() {}

    /** The largest first. */
    public static ArrayNode of(List<Came> answers) {
        Map<String, ObjectNode> byGroup = new LinkedHashMap<>();
        for (Came came : answers) {
            for (JsonNode each : came.body().path("groups")) {
                ObjectNode group = each.deepCopy();
                group.putArray("services").add(came.service());
                byGroup.merge(group.path("group").asText(), group, MergedGroups::and);
            }
        }
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        byGroup.values().stream()
                .sorted(Comparator.comparingLong(
                                (ObjectNode group) -> group.path("count").asLong())
                        .reversed())
                .forEach(merged::add);
        return merged;
    }

    /** Orders are counted by each service for itself: one that both have a letter of counts twice. */
    private static ObjectNode and(ObjectNode group, ObjectNode more) {
        COUNTS.forEach(name ->
                group.put(name, group.path(name).asLong() + more.path(name).asLong()));
        LISTS.forEach(name -> group.set(name, Merge.union(group.path(name), more.path(name))));
        if (time(more, "first").isBefore(time(group, "first"))) {
            group.set("first", more.get("first"));
        }
        if (time(more, "last").isAfter(time(group, "last"))) {
            group.set("last", more.get("last"));
        }
        return group;
    }

    private static Instant time(JsonNode group, String name) {
        return Instant.parse(group.path(name).asText());
    }
}
