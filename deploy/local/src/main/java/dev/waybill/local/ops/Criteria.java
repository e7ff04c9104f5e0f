package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What letters must be like, by the services' names for it. */
record Criteria(Map<String, String> named) {
    Criteria {
        // In the order that they were added, which is that of the query.
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }

    static final String TO = "to";

    static Criteria none() {
        return new Criteria(Map.of());
    }

    /** The same if there is no such wish. */
    Criteria and(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(named);
        more.put(name, value);
        return new Criteria(more);
    }

    Criteria andTime(String name, @Nullable String text, Instant now) {
        return and(name, text == null ? null : Moment.parse(text, now).toString());
    }

    /** Of these, what has not failed since: what fails later, for the first time or again, nobody has counted as it is then. */
    Criteria until(Instant now) {
        String end = named.get(TO);
        return end != null && Instant.parse(end).isBefore(now) ? this : and(TO, now.toString());
    }

    boolean isEmpty() {
        return named.isEmpty();
    }

    /** As it stands in an address; begins with a question mark unless it is empty. */
    String query() {
        String query = named.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    ObjectNode json() {
        ObjectNode search = JsonNodeFactory.instance.objectNode();
        named.forEach(search::put);
        return search;
    }
}
