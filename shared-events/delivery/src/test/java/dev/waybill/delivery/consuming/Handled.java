package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Reply;
import dev.waybill.delivery.TestBackends;
import dev.waybill.shards.Shard;
import dev.waybill.shards.sql.NoRow;
import dev.waybill.shards.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A handler that notes what it was given, once each, and refuses what is of the tenant {@code poison}. */
final class Handled {

    record Row(UUID id, UUID orderId, int partition, long place) {}

    record Rows(List<Row> rows) {}

    private static final Statement<Rows, NoRow> INSERT = Statement.of("handled-insert", Rows.class, """
            INSERT INTO handled (id, order_id, partition, place) SELECT id, order_id, partition, place FROM :rows ORDER BY nr
            ON CONFLICT (id) DO NOTHING
            """);

    private Handled() {}

    static void insert(Shard shard, List<Received<Reply>> batch, Alongside alongside) {
        if (batch.stream().anyMatch(each -> "poison".equals(each.message().tenant()))) {
            throw new IllegalArgumentException("poison");
        }
        List<Row> rows = batch.stream()
                .map(each -> new Row(
                        each.envelope().id(),
                        each.message().orderId(),
                        each.record().partition(),
                        each.record().offset()))
                .toList();
        shard.inTransaction(transaction -> {
            alongside.in(transaction);
            return transaction.send(INSERT, new Rows(rows));
        });
    }

    /** By partition, the offset after the last one that was handled. */
    static Map<Integer, Long> lastPlaces(String... databases) {
        Map<Integer, Long> places = new HashMap<>();
        for (String database : databases) {
            // Both numbers in one: the place is far below the factor.
            TestBackends.ask(database, "SELECT partition * 1000000 + max(place) + 1 FROM handled GROUP BY partition")
                    .forEach(both -> places.put((int) (both / 1_000_000), both % 1_000_000));
        }
        return places;
    }
}
