package dev.waybill.console.letters;

import dev.waybill.console.Address;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which letters: what was typed, by the names that the services know. Pure.
 *
 * @param values none of them blank
 */
record Filter(Map<String, String> values) {

    private static final String PARKED = "parked";
    private static final String TO = "to";

    static final List<String> NAMES = List.of(
            "status",
            "service",
            "group",
            "cause",
            "topic",
            "partition",
            "offset",
            "key",
            "type",
            "orderId",
            "tenant",
            "saga",
            "step",
            "replay",
            "attempts",
            "from",
            TO,
            "firstFrom",
            "firstTo",
            "text",
            "header",
            "payload");

    /**
     * @param typed finds a value by its name; null if there is none
     */
    static Filter of(Function<String, @Nullable String> typed) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = typed.apply(name);
            if (value != null && !value.isBlank()) {
                values.put(name, value.strip());
            }
        }
        return new Filter(values);
    }

    /** Empty if it was not typed. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** As the query of an address, without a question mark. */
    public String query() {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + Address.encoded(value.getValue()))
                .collect(Collectors.joining("&"));
    }

    Filter with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Filter(changed);
    }

    /** Those of them that have not failed since; a search that ends earlier stays as it is. */
    Filter until(Instant now) {
        return endsBefore(now) ? this : with(TO, now.toString());
    }

    /** What is no time is left to the services, which say so. */
    private boolean endsBefore(Instant now) {
        String end = get(TO);
        try {
            return !end.isEmpty() && Instant.parse(end).isBefore(now);
        } catch (DateTimeException e) {
            return true;
        }
    }

    /** The same letters, by a filter that says what an empty one means: all that are parked. */
    Filter explicit() {
        return values.containsKey("status") ? this : with("status", PARKED);
    }

    boolean isGroup() {
        return values.containsKey("group");
    }

    /**
     * In words.
     *
     * @param cause what the letters of the group have in common; empty if nobody knows
     */
    String sentence(String cause) {
        String words = values.entrySet().stream()
                .filter(value ->
                        !(value.getKey().equals("status") && value.getValue().equals(PARKED)))
                .map(value -> value.getKey().equals("group") && !cause.isEmpty()
                        ? "cause “%s”".formatted(cause)
                        : "%s %s".formatted(value.getKey(), value.getValue()))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "all that are parked" : words;
    }
}
