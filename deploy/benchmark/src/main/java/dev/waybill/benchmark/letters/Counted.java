package dev.waybill.benchmark.letters;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Letters by the group of their cause, of one service or of several. Pure.
 *
 * @param byGroup none is zero
 */
record Counted(Map<String, Long> byGroup) {

    Counted {
        byGroup = Map.copyOf(byGroup);
    }

    static Counted none() {
        return new Counted(Map.of());
    }

    /** A group is the same wherever it is met. */
    Counted and(Counted more) {
        Map<String, Long> both = new LinkedHashMap<>(byGroup);
        more.byGroup.forEach((group, count) -> both.merge(group, count, Long::sum));
        return new Counted(both);
    }

    long all() {
        return byGroup.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @throws IllegalStateException unless each bug's letters are one group, and all of them are there */
    void require(int groups, long letters) {
        if (byGroup.size() != groups || all() != letters) {
            throw new IllegalStateException(
                    "expected %d groups of %d letters together, but there were %s".formatted(groups, letters, byGroup));
        }
    }
}
