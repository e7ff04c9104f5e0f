package dev.waybill.benchmark.scenarios;

import java.time.Duration;

/** Messages that nobody can handle, and what ops does about them. */
public interface Letters {
    /** Begins to plant so many, evenly over a time that begins a while from now; returns at once. */
    void plant(int messages, Duration after, Duration over);

    /**
     * Waits until all of them are put aside, looks whether each cause is one group, and puts each group away at once.
     *
     * @throws IllegalStateException if it is not so: then what was measured beside them counts for nothing
     */
    void clear();
}
