package dev.waybill.system;

import dev.waybill.local.stack.ServiceKind;
import java.util.List;

/** What order-service's databases say of a shop's orders and of their dead letters, each shard in one snapshot. */
final class LetterBooks {
    private static final String ORDERS = """
            SELECT o.id, o.state, o.version,
                   (SELECT count(*) FROM sagas s WHERE s.order_id = o.id AND s.ended_at IS NULL) AS open_sagas,
                   (SELECT count(*) FROM parked_orders p WHERE p.order_id = o.id) AS parked,
                   (SELECT count(*) FROM dead_letters l
                    WHERE l.order_id = o.id AND l.status = 'replayed' AND l.replay_state = 'applied') AS applied
            FROM orders o
            WHERE o.tenant = '%s'
            """;
    private static final String LETTERS = """
            SELECT l.id, l.status, l.attempts,
                   (SELECT count(*) FROM dead_letter_history h
                    WHERE h.letter = l.id AND h.what IN ('replayed', 'duplicate', 'fenced', 'discarded')) AS settled
            FROM dead_letters l JOIN orders o ON o.id = l.order_id
            WHERE o.tenant = '%s'
            """;

    private final RunningSystem system;
    private final String tenant;

    LetterBooks(RunningSystem system, String tenant) {
        this.system = system;
        this.tenant = tenant;
    }

    /**
     * An order.
     *
     * @param version counts its public events
     * @param parked whether what comes for it is put behind its letters
     * @param applied how many of its letters had an effect
     */
    record Order(String id, String state, long version, long openSagas, boolean parked, long applied) {}

    /**
     * A letter.
     *
     * @param attempts how often it failed
     * @param settled how often its history says that it was taken out of the store
     */
    record Letter(String id, String status, int attempts, long settled) {}

    List<Order> orders() {
        return system.databases(ServiceKind.ORDERS).stream()
                .flatMap(shard -> shard
                        .read(
                                ORDERS.formatted(tenant),
                                row -> new Order(
                                        row.getString("id"),
                                        row.getString("state"),
                                        row.getLong("version"),
                                        row.getLong("open_sagas"),
                                        row.getLong("parked") > 0,
                                        row.getLong("applied")))
                        .stream())
                .toList();
    }

    List<Letter> letters() {
        return system.databases(ServiceKind.ORDERS).stream()
                .flatMap(shard -> shard
                        .read(
                                LETTERS.formatted(tenant),
                                row -> new Letter(
                                        row.getString("id"),
                                        row.getString("status"),
                                        row.getInt("attempts"),
                                        row.getLong("settled")))
                        .stream())
                .toList();
    }
}
