package dev.waybill.benchmark.scenarios;

import java.time.Duration;

/** Orders that stop in the middle of their sagas, each by one of several rules that somebody has put into the databases. */
public interface HeldUp {
    /** Puts the rules in, and begins to place so many orders, evenly over a time that begins a while from now. */
    void begin(int orders, Duration after, Duration over);

    /**
     * Waits until each order has its letter, takes the rules back, replays the letters of each by one request, and waits
     * until all of the orders are confirmed.
     *
     * @throws IllegalStateException if anything is not so
     */
    Cleared clear();

    /** Takes the rules back, if they are still there. */
    void giveUp();
}
