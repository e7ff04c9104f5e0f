package dev.waybill.simulation.faults;

/** Where a process can end: between any two of its writes. */
public enum Point {
    /** It has read and decided, and nothing is written. */
    BEFORE_COMMIT,
    /** All is written, nothing published. */
    AFTER_COMMIT,
    /** The broker is given what was said; it still is in the outbox. */
    AFTER_PUBLISH,
    /** The effect is there, and the messages that caused it will come again. */
    BEFORE_OFFSET
}
