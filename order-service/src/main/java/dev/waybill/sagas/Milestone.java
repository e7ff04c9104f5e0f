package dev.waybill.sagas;

/** What the outside learns of a saga's course. */
public enum Milestone {
    /** The point of no return is behind it. */
    PIVOT_PASSED,
    /** Everything is done. */
    COMPLETED,
    /** Everything that was done is undone. */
    COMPENSATED
}
