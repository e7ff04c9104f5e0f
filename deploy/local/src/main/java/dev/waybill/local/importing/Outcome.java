package dev.waybill.local.importing;

import java.time.Duration;

/** How the posting of one invoice ended. */
public sealed interface Outcome {
    Invoice invoice();

    /**
     * An order that is decided.
     *
     * @param id the order's
     * @param reason why, for one that was rejected; empty otherwise
     * @param took from the first POST to the answer that had the final state
     */
    record Decided(Invoice invoice, String id, String state, String reason, Duration took) implements Outcome {}

    /** The service refused the request, and says which problem it has with it. */
    record Refused(Invoice invoice, String problem) implements Outcome {}

    /** Neither an answer nor a final state came in time. */
    record Unanswered(Invoice invoice, String last) implements Outcome {}
}
