package dev.waybill.console.flow;

import java.time.Instant;
import java.util.List;

/**
 * What the databases and the broker say of the flow at one time.
 *
 * @param steps how many sagas wait for each step
 * @param lags how many messages of each topic have not been consumed
 * @param away what could not be asked, each a sentence
 */
record FlowState(
        Instant at,
        long open,
        long overdue,
        long parked,
        List<Count> steps,
        List<Count> lags,
        List<ShardState> shards,
        List<String> away) {

    record Count(String label, long value) {}

    /**
     * @param there whether it answered
     * @param answeredMillis how long it took for that
     * @param outbox messages that the broker has not acknowledged
     */
    record ShardState(String name, boolean there, long answeredMillis, long open, long outbox) {}
}
