package dev.waybill.audit;

import java.util.List;

/** What a system at rest has none of. */
public record Leftovers(List<Outbox> outboxes, List<DeadLetter> deadLetters) {

    /** Messages that a database still wants to have published. */
    public record Outbox(String database, long messages) {}

    /**
     * A message that could not be handled.
     *
     * @param key the record's key; begins with {@link #PLANTED} if a test has put it there
     */
    public record DeadLetter(String topic, String key, String cause) {
        public static final String PLANTED = "planted-";
    }
}
