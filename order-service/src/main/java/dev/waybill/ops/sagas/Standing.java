package dev.waybill.ops.sagas;

/** How a saga stands, from ops' point of view. */
public enum Standing {
    /** It goes on by itself. */
    RUNNING,
    /** Ops has stopped it. */
    PAUSED,
    /** Ops has stopped all of its definition. */
    HALTED,
    /** It has given up and waits for ops. */
    PARKED,
    /** Done, or undone. */
    ENDED
}
