package dev.waybill.sagas;

/** What a step's place in a saga allows. */
public enum StepKind {
    /** Before the pivot: can be undone. */
    COMPENSATABLE,
    /** The point of no return: decided here, asked of nobody. */
    PIVOT,
    /** After the pivot: repeated until it succeeds. */
    RETRIABLE,
    /** After the pivot: said, and not answered. */
    NOTIFY
}
