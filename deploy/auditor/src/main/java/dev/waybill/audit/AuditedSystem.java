package dev.waybill.audit;

import dev.waybill.audit.Leftovers.Outbox;
import dev.waybill.audit.Leftovers.Place;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A system that can be audited: where its shards and its broker are.
 *
 * @param kafka {@code host:port}
 */
public record AuditedSystem(List<Database> orders, List<Database> inventory, List<Database> payments, String kafka) {
    private static final String UNDECIDED = """
            SELECT (SELECT count(*) FROM orders WHERE state = 'PROCESSING')
                 + (SELECT count(*) FROM sagas WHERE ended_at IS NULL)
                 + (SELECT count(*) FROM reversals WHERE state = 'WAITING')""";
    private static final String OPEN_CALLS = """
            SELECT (SELECT count(*) FROM payments WHERE operation IS NOT NULL)
                 + (SELECT count(*) FROM refunds WHERE state <> 'REFUNDED')""";
    private static final String REPLAYED = "SELECT topic, partition, place FROM dead_letters WHERE status = 'replayed'";
    private static final String UNSAID = "SELECT count(*) FROM outbox";

    /** How much is still under way: undecided orders, open sagas and calls, what waits, messages to be published. */
    public long underWay() {
        return count(orders, UNDECIDED) + count(payments, OPEN_CALLS) + count(all(), UNSAID);
    }

    /** Reads everything; tells the truth only while nothing is under way. */
    public Evidence evidence() {
        TopicLog topics = new TopicLog(kafka);
        return new Evidence(
                OrderReader.read(orders),
                StockReader.read(inventory),
                PaymentReader.read(payments),
                topics.events(),
                new Leftovers(outboxes(), topics.deadLetters(replayed())));
    }

    private List<Outbox> outboxes() {
        return all().stream()
                .map(shard -> new Outbox(shard.name(), count(List.of(shard), UNSAID)))
                .toList();
    }

    private Set<Place> replayed() {
        return Set.copyOf(
                Database.readAll(all(), REPLAYED, row -> new Place(row.getString(1), row.getInt(2), row.getLong(3))));
    }

    private List<Database> all() {
        return Stream.of(orders, inventory, payments).flatMap(List::stream).toList();
    }

    private static long count(List<Database> shards, String sql) {
        return Database.readAll(shards, sql, row -> row.getLong(1)).stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
