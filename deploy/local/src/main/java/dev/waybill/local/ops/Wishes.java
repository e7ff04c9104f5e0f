package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.ops.calls.Exit;
import java.util.function.Supplier;

/** Reads what was typed, and what it is about. */
final class Wishes {
    private Wishes() {}

    /** What can't be meant is wrong usage. */
    static <T> T read(Session session, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw session.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** A search may find nothing; letters that were named should be there. */
    static Exit found(Which which, JsonNode plan) {
        return plan.path("count").asLong() == 0 && !which.isSearch() ? Exit.PROBLEM : Exit.DONE;
    }
}
