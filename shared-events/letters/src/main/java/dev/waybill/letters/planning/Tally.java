package dev.waybill.letters.planning;

import dev.waybill.delivery.consuming.Foretelling.Verdict;
import dev.waybill.letters.planning.Line.Judged;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a shard's letters once they are judged: how many there are of each verdict, and the first of each. The few
 * that would fail are so found among however many that would not.
 */
final class Tally {

    static final int SHOWN = 100;

    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    private final Map<Verdict, List<Plan.Letter>> first = new EnumMap<>(Verdict.class);

    void add(Judged judged) {
        counts.merge(judged.verdict(), 1L, Long::sum);
        List<Plan.Letter> alike = first.computeIfAbsent(judged.verdict(), any -> new ArrayList<>());
        if (alike.size() < SHOWN) {
            alike.add(Plan.Letter.of(judged));
        }
    }

    long count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0L);
    }

    List<Plan.Letter> first(Verdict verdict) {
        return first.getOrDefault(verdict, List.of());
    }
}
