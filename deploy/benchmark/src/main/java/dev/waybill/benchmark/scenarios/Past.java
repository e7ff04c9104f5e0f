package dev.waybill.benchmark.scenarios;

/** Orders that were placed before anybody measured. */
@FunctionalInterface
public interface Past {
    /** Returns when the databases hold about so many and have come to rest. */
    void grow(long orders);
}
