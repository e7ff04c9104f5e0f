package dev.waybill.shards;

import java.util.Map;

/**
 * How Postgres plans a transaction's statements. To plan one of our statements, long as they are, takes several times as
 * long as to run it for a few rows; for very many a plan that does not know how many they are is the slower by far.
 *
 * <p>A plan that is kept joins what no index helps with pair by pair, so statements for many rows have no such join:
 * {@code (id IN (SELECT id FROM written)) IS TRUE} looks each id up in a hash table, while the same without {@code IS TRUE} is
 * a join. {@code PlanCheck} tells.
 */
enum Plans {
    /** Made once per connection, for whatever comes, and kept; see {@link #OF_A_SESSION}. */
    KEPT("BEGIN"),

    /** Made for each run, when it is known how long the arrays are. */
    MADE_ANEW("""
            BEGIN;
            SET LOCAL plan_cache_mode = force_custom_plan;
            SET LOCAL enable_seqscan = on;
            SET LOCAL enable_hashjoin = on;
            SET LOCAL enable_mergejoin = on""");

    /**
     * Of a few rows each is looked up by its key. A plan that is kept must not be anything else, even if it was made while
     * the tables were empty.
     */
    static final Map<String, String> OF_A_SESSION = Map.of(
            "plan_cache_mode", "force_generic_plan",
            "enable_seqscan", "off",
            "enable_hashjoin", "off",
            "enable_mergejoin", "off",
            // Many short statements share the processors; none may take another one's.
            "max_parallel_workers_per_gather", "0");

    /** Up to so many rows, a plan would cost more than it could save. */
    private static final int FEW = 1_000;

    private final String begin;

    Plans(String begin) {
        this.begin = begin;
    }

    static Plans of(int rows) {
        return rows <= FEW ? KEPT : MADE_ANEW;
    }

    /** The statement, sent as one, that begins a transaction. */
    String begin() {
        return begin;
    }
}
