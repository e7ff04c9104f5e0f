package dev.waybill.console.letters;

import dev.waybill.ops.OpsRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Letters that something is to be done with: some, or all that a filter finds. Pure.
 *
 * @param ids by service; empty for all of the filter
 */
record Selection(Map<String, List<UUID>> ids, Filter filter) {

    static Selection of(List<String> chosen, Filter filter) {
        Map<String, List<UUID>> ids = new LinkedHashMap<>();
        for (String each : chosen) {
            Chosen letter = Chosen.parse(each);
            ids.computeIfAbsent(letter.service(), any -> new ArrayList<>()).add(letter.id());
        }
        return new Selection(ids, filter);
    }

    /**
     * One letter, as a checkbox names it: {@code service:id}.
     */
    record Chosen(String service, UUID id) {
        static Chosen parse(String text) {
            String[] parts = text.split(":", 2);
            try {
                return new Chosen(parts[0], UUID.fromString(parts.length == 2 ? parts[1] : ""));
            } catch (IllegalArgumentException e) {
                throw OpsRequest.wrong(
                        "/chosen", "must be a service and a letter's id, but was \"%s\"".formatted(text));
            }
        }

        @Override
        public String toString() {
            return service + ":" + id;
        }
    }

    /** What to ask a service for; nothing if none of its letters is meant. */
    Optional<Map<String, Object>> askOf(String service) {
        if (ids.isEmpty()) {
            return Optional.of(Map.of("search", filter.values()));
        }
        return Optional.ofNullable(ids.get(service)).map(some -> Map.of("ids", some));
    }

    /** As the query of an address, without a question mark. */
    public String query() {
        return ids.isEmpty()
                ? filter.query()
                : chosen().stream().map(each -> "chosen=" + encoded(each)).collect(Collectors.joining("&"));
    }

    List<String> chosen() {
        List<String> chosen = new ArrayList<>();
        ids.forEach((service, some) -> some.forEach(id -> chosen.add(new Chosen(service, id).toString())));
        return chosen;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String sentence() {
        int count = ids.values().stream().mapToInt(List::size).sum();
        return ids.isEmpty() ? filter.sentence() : count == 1 ? "1 letter" : count + " letters";
    }
}
