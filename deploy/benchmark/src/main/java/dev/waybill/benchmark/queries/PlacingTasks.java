package dev.waybill.benchmark.queries;

import dev.waybill.benchmark.limit.Column;
import dev.waybill.benchmark.shop.TimeOrderedId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Storing an order with its items, saga and messages: statement by statement in a transaction, an insert for each item,
 * against the one statement with which order-service writes whatever has gathered, here a single order.
 */
final class PlacingTasks {
    private static final byte[] MESSAGE = new byte[300];

    private static final String ORDER = """
            INSERT INTO orders (id, tenant, customer_id, guest, customer, shipping_address, state, currency, total,
              payment_token, version, placed_at, updated_at)
            VALUES (?, 'shop', ?, false, '{"name":"Ann Example"}', '{"city":"London"}', 'PROCESSING', 'GBP', 2000,
              'tok_approve', 1, now(), now())""";
    private static final String ITEM =
            "INSERT INTO order_items (order_id, line, sku, name, quantity, price) VALUES (?, ?, ?, ?, 1, 400)";
    private static final String SAGA = """
            INSERT INTO sagas (id, order_id, tenant, definition, number, phase, steps, version, order_version, started_at,
              updated_at, due_at)
            VALUES (?, ?, 'shop', 'place-order', 1, 'FORWARD', '{"reserve":{"attempt":1}}', 1, 1, now(), now(), now())""";
    private static final String OUTBOX = """
            INSERT INTO outbox (message_id, topic, partition, key, ordered, type, subject, said_at, data)
            VALUES (gen_random_uuid(), 'waybill.messages.v1', 7, ?, false, 'waybill.order.order-placed.v1', ?, now(), ?)
            """;

    private static final String ALL = """
            WITH placed AS (SELECT * FROM unnest(?::uuid[], ?::text[]) AS p (id, customer)),
            accepted AS (
              INSERT INTO orders (id, tenant, customer_id, guest, customer, shipping_address, state, currency, total,
                payment_token, version, placed_at, updated_at)
              SELECT id, 'shop', customer, false, '{"name":"Ann Example"}', '{"city":"London"}', 'PROCESSING', 'GBP', 2000,
                'tok_approve', 1, now(), now()
              FROM placed
              ON CONFLICT (id) DO NOTHING
              RETURNING id
            ), itemized AS (
              INSERT INTO order_items (order_id, line, sku, name, quantity, price)
              SELECT order_id, line, sku, name, 1, 400
              FROM unnest(?::uuid[], ?::integer[], ?::text[], ?::text[]) AS i (order_id, line, sku, name)
              WHERE order_id IN (SELECT id FROM accepted)
            ), begun AS (
              INSERT INTO sagas (id, order_id, tenant, definition, number, phase, steps, version, order_version, started_at,
                updated_at, due_at)
              SELECT id, id, 'shop', 'place-order', 1, 'FORWARD', '{"reserve":{"attempt":1}}', 1, 1, now(), now(), now()
              FROM accepted
            )
            INSERT INTO outbox (message_id, topic, partition, key, ordered, type, subject, said_at, data)
            SELECT gen_random_uuid(), 'waybill.messages.v1', 7, id::text, false, 'waybill.order.order-placed.v1', id::text,
                   now(), data
            FROM accepted, unnest(?::bytea[]) AS m (data)
            """;

    private PlacingTasks() {}

    static List<Task> all() {
        return List.of(placing(20), placing(5));
    }

    private static Task placing(int items) {
        return new Task(
                "order creation (%d items)".formatted(items),
                true,
                (connection, run) -> oneByOne(connection, items),
                (connection, run) -> together(connection, items));
    }

    private static void oneByOne(Connection connection, int items) throws SQLException {
        UUID order = TimeOrderedId.next();
        connection.setAutoCommit(false);
        Column.run(connection, ORDER, order, "customer-new");
        for (int line = 1; line <= items; line++) {
            Column.run(connection, ITEM, order, line, "SKU-" + line, "ARTICLE " + line);
        }
        Column.run(connection, SAGA, order, order);
        Column.run(connection, OUTBOX, order.toString(), order.toString(), MESSAGE);
        Column.run(connection, OUTBOX, order.toString(), order.toString(), MESSAGE);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void together(Connection connection, int items) throws SQLException {
        UUID order = TimeOrderedId.next();
        List<Integer> lines = IntStream.rangeClosed(1, items).boxed().toList();
        Column.run(
                connection,
                ALL,
                Column.of("uuid", List.of(order)),
                Column.of("text", List.of("customer-new")),
                Column.of("uuid", Collections.nCopies(items, order)),
                Column.of("integer", lines),
                Column.of("text", lines.stream().map(line -> "SKU-" + line).toList()),
                Column.of("text", lines.stream().map(line -> "ARTICLE " + line).toList()),
                Column.of(MESSAGE, MESSAGE));
    }
}
