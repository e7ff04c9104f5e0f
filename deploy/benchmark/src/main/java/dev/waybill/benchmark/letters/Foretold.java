package dev.waybill.benchmark.letters;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a plan says. Pure.
 *
 * @param willApply letters that would have their effect
 * @param without letters that would go, since what they say has been done or has come too late
 * @param wouldStay letters that a replay would not get rid of
 */
record Foretold(long willApply, long without, long wouldStay) {

    static Foretold of(JsonNode verdicts) {
        return new Foretold(
                sum(verdicts, "will_apply"),
                sum(verdicts, "duplicate", "fenced"),
                sum(verdicts, "needs_predecessor", "unreadable", "rejected"));
    }

    private static long sum(JsonNode verdicts, String... names) {
        long sum = 0;
        for (String name : names) {
            sum += verdicts.path(name).asLong();
        }
        return sum;
    }

    /** @throws IllegalStateException unless all that were at fault would apply, and none would stay */
    void require(Group group) {
        if (willApply != group.count() || wouldStay > 0) {
            throw new IllegalStateException(
                    "of %s, all at fault should apply, but foretold is %s".formatted(group, this));
        }
    }
}
