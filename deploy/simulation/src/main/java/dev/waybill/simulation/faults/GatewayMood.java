package dev.waybill.simulation.faults;

/** How a call to the provider ends. */
public enum GatewayMood {
    ANSWERS,
    /** It is done, and the answer comes after nobody waits for it any more. */
    LATE,
    /** It is done, and the answer is lost. */
    SILENT,
    /** Nothing is done. */
    UNREACHABLE
}
