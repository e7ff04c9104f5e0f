package dev.waybill.letters.planning;

import dev.waybill.delivery.consuming.Foretelling.Verdict;
import dev.waybill.letters.planning.Line.Judged;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is kept of a shard's letters once they are judged: how many there are of each verdict, and the first of them. */
final class Tally {

    static final int SHOWN = 200;

    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    private final List<Plan.Letter> first = new ArrayList<>();

    void add(Judged judged) {
        counts.merge(judged.verdict(), 1L, Long::sum);
        if (first.size() < SHOWN) {
            first.add(Plan.Letter.of(judged));
        }
    }

    long count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0L);
    }

    List<Plan.Letter> first() {
        return first;
    }
}
