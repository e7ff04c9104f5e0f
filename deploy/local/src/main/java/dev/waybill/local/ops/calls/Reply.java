package dev.waybill.local.ops.calls;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a question to one service. */
public sealed interface Reply {
    String service();

    /** It did what was asked, and says so. */
    record Came(String service, JsonNode body) implements Reply {}

    /**
     * It would not or could not.
     *
     * @param problem as RFC 9457 has it; missing fields if somebody else answered
     */
    record Refused(String service, int status, JsonNode problem) implements Reply {}

    /** Nobody answered, so nothing is known. */
    record Away(String service, String why) implements Reply {}
}
