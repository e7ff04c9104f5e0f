package dev.waybill.benchmark.letters;

import java.time.Duration;

/**
 * So many things, evenly over a time that begins a while after the beginning. Pure.
 *
 * @param all how many
 */
record Drip(int all, Duration after, Duration over) {

    /** How many are due by then. */
    int due(Duration sinceBegin) {
        double share = (double) sinceBegin.minus(after).toNanos() / over.toNanos();
        return (int) (all * Math.clamp(share, 0, 1));
    }
}
