package dev.waybill.console.letters;

import dev.waybill.http.Ids;
import dev.waybill.http.Problem;
import dev.waybill.ops.OpsRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Letters that something is to be done with: some, or all that a filter finds. Never none at all, which could be taken for
 * all: whoever means all that are parked says so by the filter. Pure.
 *
 * @param ids by service; empty for all of the filter
 */
record Selection(Map<String, List<UUID>> ids, Filter filter) {

    /** @throws dev.waybill.http.ProblemException 422, if it says nothing */
    Selection {
        if (ids.isEmpty() && filter.isEmpty()) {
            throw Problem.of(
                            422,
                            "nothing-chosen",
                            "No letter was chosen",
                            "Nothing was done. Go back and choose some letters, or use the button for all that were found.")
                    .toException();
        }
    }

    static Selection of(List<String> chosen, Filter filter) {
        Map<String, List<UUID>> ids = new LinkedHashMap<>();
        for (String each : new LinkedHashSet<>(chosen)) {
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
            return Ids.parse(parts.length == 2 ? parts[1] : null)
                    .map(id -> new Chosen(parts[0], id))
                    .orElseThrow(() -> OpsRequest.wrong(
                            "/chosen", "must be a service and a letter's id, but was \"%s\"".formatted(text)));
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

    /** What an address says of it, without a question mark: the search. What is chosen by name may be too much for one. */
    public String query() {
        return ids.isEmpty() ? filter.query() : "";
    }

    /** What a form carries of it besides, each as a checkbox names it. */
    public List<String> chosen() {
        List<String> chosen = new ArrayList<>();
        ids.forEach((service, some) -> some.forEach(id -> chosen.add(new Chosen(service, id).toString())));
        return chosen;
    }

    boolean isSearch() {
        return ids.isEmpty();
    }

    /**
     * The same search without what fails later, for the first time or again: nobody has counted it as it is then. What is chosen
     * by name is the same then.
     */
    Selection until(Instant now) {
        return isSearch() ? new Selection(ids, filter.until(now)) : this;
    }

    /** How many were chosen by name. */
    int count() {
        return ids.values().stream().mapToInt(List::size).sum();
    }

    /**
     * @param cause what the letters of the filter's group have in common, in words; empty if nobody knows
     */
    String sentence(String cause) {
        return ids.isEmpty() ? filter.sentence(cause) : count() == 1 ? "1 letter" : count() + " letters";
    }
}
