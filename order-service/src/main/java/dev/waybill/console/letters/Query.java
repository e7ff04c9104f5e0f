package dev.waybill.console.letters;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an address asks for. Pure. */
final class Query {

    private Query() {}

    static Filter filter(MultivaluedMap<String, String> query) {
        return Filter.of(query::getFirst);
    }

    static Selection selection(MultivaluedMap<String, String> query) {
        return selection(query, List.of());
    }

    /**
     * @param chosen by name, in a form: an address is too short for many
     */
    static Selection selection(MultivaluedMap<String, String> query, List<String> chosen) {
        return Selection.of(
                Stream.concat(query.getOrDefault("chosen", List.of()).stream(), chosen.stream())
                        .toList(),
                filter(query));
    }

    /** By service. */
    static Map<String, String> cursors(MultivaluedMap<String, String> query) {
        Map<String, String> cursors = new LinkedHashMap<>();
        for (String each : query.getOrDefault("cursor", List.of())) {
            int colon = each.indexOf(':');
            if (colon > 0) {
                cursors.put(each.substring(0, colon), each.substring(colon + 1));
            }
        }
        return cursors;
    }
}
