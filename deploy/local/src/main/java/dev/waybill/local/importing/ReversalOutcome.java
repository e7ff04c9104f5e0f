package dev.waybill.local.importing;

/** How a cancel or a return ended. */
public sealed interface ReversalOutcome {
    Reversal reversal();

    /**
     * It is carried out.
     *
     * @param units that the order service put back
     * @param pence that it refunded
     */
    record Done(Reversal reversal, long units, long pence) implements ReversalOutcome {}

    /**
     * It is not, or that is not known.
     *
     * @param problem what the order service has against it; empty if it was not asked
     */
    record Failed(Reversal reversal, Refusal reason, String problem) implements ReversalOutcome {}
}
