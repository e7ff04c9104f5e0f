package dev.waybill.sagas;

/** Which way a saga is going. */
public enum Phase {
    /** Step by step towards the pivot and beyond. */
    FORWARD,
    /** Back: what was done before a refusal is being undone. */
    COMPENSATING,
    /** Ended: everything is done. */
    COMPLETED,
    /** Ended: everything that was done is undone. */
    COMPENSATED;

    public boolean ended() {
        return this == COMPLETED || this == COMPENSATED;
    }
}
