package dev.waybill.benchmark.scenarios;

/** A service that can be away for a while. */
public interface Outage {
    void begin();

    /** Returns when the service takes work again. */
    void end();
}
