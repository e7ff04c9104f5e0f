package dev.waybill.local.stack;

import java.time.Duration;

/** Is told how a stack comes up, and what happens to its parts later; from several threads. */
public interface Progress {
    /** For callers who do not look. */
    Progress NONE = new Progress() {};

    /** How many parts will be started; told once, first. */
    default void parts(int count) {}

    default void starting(String part) {}

    default void ready(String part, Duration took) {}

    /** Anything worth a line: leftovers ended, a child that died and comes back. */
    default void note(String line) {}
}
