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
     * @param replayed whether it has been handled since, so that the books tell what it did
     */
    public record DeadLetter(String topic, String key, String cause, boolean replayed) {
        public static final String PLANTED = "planted-";

        boolean isLeft() {
            return !replayed && !key.startsWith(PLANTED);
        }
    }

    /** Where a record was, on the topic on which it came first. */
    record Place(String topic, int partition, long offset) {}
}
