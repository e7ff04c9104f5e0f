package dev.waybill.ndjson;

import dev.waybill.http.Problem;

/** What came of one line. */
public sealed interface LineResult {

    /**
     * @param body a record whose components stand beside the line's number
     */
    record Done(Record body) implements LineResult {}

    record Refused(Problem problem) implements LineResult {}
}
