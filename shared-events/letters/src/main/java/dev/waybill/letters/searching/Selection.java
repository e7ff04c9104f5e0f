package dev.waybill.letters.searching;

import java.util.List;
import java.util.UUID;

/**
 * Letters that something is to be done with: some by name, or all that a search finds at that moment. Only those that are
 * parked.
 *
 * @param filter one, or none if they are named
 */
public record Selection(List<UUID> ids, List<LetterFilter> filter) {

    /** How many letters a search may find, for who plans: a plan for a few would look at each pair of them. */
    public static final int MANY = 100_000;

    private static final int NAMED = 20;

    /** A common table {@code chosen} of the parked letters that are meant by {@code :ids} and {@code :filter}. */
    public static final String CHOSEN = """
            chosen AS (
              SELECT l.id, l.nr, l.topic, l.order_id, l.role
              FROM dead_letters l
              WHERE l.id = ANY(:ids) AND l.status = 'parked'
              UNION
              SELECT l.id, l.nr, l.topic, l.order_id, l.role
              FROM :filter JOIN dead_letters l ON
            """ + LetterFilter.MATCHES + """
              WHERE l.status = 'parked' AND
            """ + LetterFilter.CULPRITS_OF_A_GROUP + ")\n";

    /** A common table {@code line}, behind {@code chosen}: those, and what waits behind the culprits among them. */
    public static final String LINE = """
            line AS (
              SELECT c.id FROM chosen c
              UNION
              SELECT b.id
              FROM chosen c JOIN dead_letters b ON b.topic = c.topic AND b.order_id = c.order_id AND b.nr > c.nr
              WHERE c.role = 'culprit' AND b.role = 'behind' AND b.status = 'parked'
            )
            """;

    public static Selection of(List<UUID> ids) {
        return new Selection(List.copyOf(ids), List.of());
    }

    public static Selection of(LetterFilter filter) {
        return new Selection(List.of(), List.of(filter));
    }

    /** For the log of what ops has done: one line, however many they are. Each letter's history has the rest. */
    public String inWords() {
        return filter.isEmpty() ? named() : "all of " + filter.getFirst().inWords();
    }

    private String named() {
        String first = "letters " + ids.stream().limit(NAMED).toList();
        return ids.size() <= NAMED ? first : "%s and %d more".formatted(first, ids.size() - NAMED);
    }
}
