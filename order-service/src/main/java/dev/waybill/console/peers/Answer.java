package dev.waybill.console.peers;

/**
 * What one service said. One that is away is never mistaken for one that has nothing.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {

    String service();

    /** It answered. */
    record Came<T>(String service, T value) implements Answer<T> {}

    /**
     * It refused.
     *
     * @param status of HTTP
     * @param why a sentence
     */
    record Refused<T>(String service, int status, String why) implements Answer<T> {}

    /**
     * It could not be reached, or did not answer in time.
     *
     * @param why in a few words
     */
    record Away<T>(String service, String why) implements Answer<T> {}
}
