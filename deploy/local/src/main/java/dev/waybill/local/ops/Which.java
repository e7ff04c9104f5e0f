package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.ops.calls.Peers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Letters that something is to be done with: some by their ids, those that a search finds, or all. */
final class Which {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "letters; instead of a search")
    // As they are typed: of a list, picocli would only say that it does not match.
    private List<String> ids = List.of();

    @Option(names = "--all", description = "all that are parked")
    private boolean all;

    @Mixin
    private Search search = new Search();

    Peers peers(Session session) {
        return search.peers(session);
    }

    boolean isSearch() {
        return ids.isEmpty();
    }

    Criteria criteria(Session session) {
        return search.criteria(session);
    }

    /** As the services want it: {@code {"ids":[…]}}, {@code {"search":{…}}} or {@code {"all":true}}. */
    ObjectNode selection(Session session, Criteria criteria) {
        return Wishes.read(
                session, () -> selection(ids.stream().map(WholeId::of).toList(), criteria, all));
    }

    /** The same for what somebody agrees to by its number: what is found ends now, also if all were meant. */
    ObjectNode counted(Session session, Criteria criteria, Instant now) {
        ObjectNode selection = selection(session, criteria);
        return isSearch() ? search(criteria.until(now)) : selection;
    }

    private static ObjectNode search(Criteria criteria) {
        ObjectNode selection = JsonNodeFactory.instance.objectNode();
        selection.set("search", criteria.json());
        return selection;
    }

    /**
     * A search that was forgotten must not mean all that there is.
     *
     * @throws IllegalArgumentException unless it is said in just one way
     */
    static ObjectNode selection(List<UUID> ids, Criteria criteria, boolean all) {
        int ways = (ids.isEmpty() ? 0 : 1) + (criteria.isEmpty() ? 0 : 1) + (all ? 1 : 0);
        if (ways != 1) {
            throw new IllegalArgumentException(
                    "say which letters: either their ids, or what they are like, such as --group, or --all");
        }
        ObjectNode selection = JsonNodeFactory.instance.objectNode();
        if (all) {
            selection.put("all", true);
        } else if (ids.isEmpty()) {
            selection.set("search", criteria.json());
        } else {
            ArrayNode named = selection.putArray("ids");
            ids.forEach(id -> named.add(id.toString()));
        }
        return selection;
    }
}
