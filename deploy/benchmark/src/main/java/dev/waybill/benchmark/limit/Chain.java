package dev.waybill.benchmark.limit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Takes batches of orders all the way, with a connection to each database.
 *
 * <p>Every transaction that Waybill makes of a batch is there, down to the removal of messages that are published at once:
 * place; reserve; ask for the money, intend to authorize, authorize; confirm; intend to capture, capture, commit the stock;
 * end. A message's contents are 300 bytes that are sent once per statement instead of once per message.
 */
final class Chain {
    private static final byte[] MESSAGE = new byte[300];

    /** What an outbox gets for each row of {@code caused}, which has an {@code id}; the parameters are contents and number. */
    private static final String SAID = """
            said AS (
              INSERT INTO outbox (message_id, topic, partition, key, ordered, type, subject, sequence, said_at, data)
              SELECT gen_random_uuid(), 'waybill.messages.v1', 7, id::text, false, 'waybill.order.reserve-stock.v1',
                     id::text, 1, now(), ?::bytea
              FROM caused, generate_series(1, ?)
              RETURNING position
            )
            SELECT position FROM said
            """;

    private static final String PLACE = """
            WITH placed AS (SELECT * FROM unnest(?::uuid[], ?::text[]) AS p (id, customer)),
            items AS (SELECT * FROM unnest(?::uuid[], ?::integer[], ?::text[]) AS i (order_id, line, sku)),
            claimed AS (
              INSERT INTO idempotency_keys (tenant, customer_id, key, fingerprint, order_id, created_at)
              SELECT 'limit', customer, id::text, sha256(id::text::bytea), id, now()
              FROM placed ORDER BY placed.customer, placed.id
              ON CONFLICT DO NOTHING
              RETURNING order_id
            ), caused AS (
              INSERT INTO orders
                (id, tenant, customer_id, guest, customer, shipping_address, state, currency, total, payment_token,
                 version, placed_at, updated_at)
              SELECT id, 'limit', customer, false, '{"name":"Ann Example","email":"ann@example.org"}',
                     '{"street":"High Street 1","city":"London","postalCode":"N1","country":"GB"}', 'PROCESSING', 'GBP',
                     1200, 'tok_approve', 1, now(), now()
              FROM placed WHERE id IN (SELECT order_id FROM claimed)
              ON CONFLICT (id) DO NOTHING
              RETURNING id
            ), itemized AS (
              INSERT INTO order_items (order_id, line, sku, name, quantity, price)
              SELECT order_id, line, sku, 'Article ' || sku, 1, 400
              FROM items WHERE order_id IN (SELECT id FROM caused)
            ), begun AS (
              INSERT INTO sagas (id, order_id, tenant, definition, number, phase, steps, version, order_version,
                started_at, updated_at, due_at)
              SELECT id, id, 'limit', 'place-order', 1, 'FORWARD', '{"reserve":{"attempt":1,"open":[0,1]}}', 1, 1, now(),
                     now(), now() + interval '10 s'
              FROM caused
            ),
            """ + SAID;

    private static final String LOCK_STOCK = """
            SELECT s.available FROM stock s JOIN unnest(?::text[]) AS k (sku) ON s.sku = k.sku
            WHERE s.tenant = 'limit' ORDER BY s.sku FOR UPDATE OF s""";

    private static final String RESERVE = """
            WITH items AS (SELECT * FROM unnest(?::uuid[], ?::text[]) AS i (order_id, sku)),
            caused AS (
              INSERT INTO reservations (id, saga_id, step, attempt, participant, tenant, order_id, state, skus, quantities,
                expires_at, created_at, updated_at)
              SELECT order_id, order_id, 'reserve', 1, 0, 'limit', order_id, 'RESERVED', array_agg(sku),
                     array_agg(1), now() + interval '15 min', now(), now()
              FROM items GROUP BY items.order_id ORDER BY items.order_id
              RETURNING id
            ),
            """ + SAID;

    private static final String COMMIT_STOCK = """
            WITH caused AS (
              UPDATE reservations r SET state = 'COMMITTED', expires_at = NULL, updated_at = now()
              FROM unnest(?::uuid[]) AS c (id) WHERE r.id = c.id AND r.state = 'RESERVED'
              RETURNING r.id
            ),
            """ + SAID;

    private static final String MOVE = """
            UPDATE stock s
            SET available = s.available - m.units * ?, reserved = s.reserved + m.units * ?, sold = s.sold + m.units * ?
            FROM unnest(?::text[], ?::bigint[]) AS m (sku, units)
            WHERE s.tenant = 'limit' AND s.sku = m.sku""";

    private static final String ADVANCE = """
            WITH caused AS (
              UPDATE sagas s
              SET phase = CASE WHEN ? THEN 'COMPLETED' ELSE s.phase END, ended_at = CASE WHEN ? THEN now() END,
                  steps = c.steps::jsonb, version = s.version + 1, updated_at = now()
              FROM unnest(?::uuid[], array_fill(?::text, ARRAY[?::integer])) AS c (id, steps)
              WHERE s.id = c.id
              RETURNING s.id
            ), decided AS (
              UPDATE orders o SET state = 'CONFIRMED', version = 2, updated_at = now()
              FROM caused WHERE ?::boolean AND o.id = caused.id AND o.version = 1
            ),
            """ + SAID;

    private static final String INTEND = """
            INSERT INTO payments (id, saga_id, step, attempt, participant, tenant, order_id, customer_id, amount, currency,
              payment_token, state, operation, operation_since, void_requested, version, created_at, updated_at)
            SELECT id, id, 'authorize', 1, 0, 'limit', id, customer, 1200, 'GBP', 'tok_approve', 'AUTHORIZING', 'AUTHORIZE',
                   now(), false, 1, now(), now()
            FROM unnest(?::uuid[], ?::text[]) AS p (id, customer) ORDER BY p.id""";

    private static final String LOCK_PAYMENTS =
            "SELECT version, state, amount FROM payments WHERE id = ANY(?) ORDER BY id FOR UPDATE";

    private static final String INTEND_CAPTURE = """
            UPDATE payments p SET state = 'CAPTURING', operation = 'CAPTURE', operation_since = now(),
              capture_saga_id = p.id, capture_step = 'capture', capture_attempt = 1, capture_participant = 0,
              version = version + 1, updated_at = now()
            FROM unnest(?::uuid[]) AS c (id) WHERE p.id = c.id AND p.state = 'AUTHORIZED'""";

    private static final String SETTLE = """
            WITH caused AS (
              UPDATE payments p SET state = ?, operation = NULL, operation_since = NULL, gateway_reference = 'ref-' || p.id,
                version = version + 1, updated_at = now()
              FROM unnest(?::uuid[]) AS c (id) WHERE p.id = c.id
              RETURNING p.id
            ), moved AS (
              INSERT INTO transfers (id, payment_id, tenant, order_id, kind, debit_account, credit_account, amount, currency,
                created_at)
              SELECT uuidv7(), id, 'limit', id, ?, ?, ?, 1200, 'GBP', now() FROM caused
            ),
            """ + SAID;

    private static final String REMOVE = "DELETE FROM outbox WHERE position = ANY(?)";

    private final Connection orders;
    private final Connection inventory;
    private final Connection payments;

    /** The connections have no auto-commit. */
    Chain(Connection orders, Connection inventory, Connection payments) {
        this.orders = orders;
        this.inventory = inventory;
        this.payments = payments;
    }

    void run(Batch batch) throws SQLException {
        publish(orders, Column.run(orders, PLACE, placed(batch)));
        reserve(batch);
        advance(batch, false, false, 1);
        pay(batch);
        // The pivot: an event, and the commands to capture and to commit.
        advance(batch, true, false, 3);
        capture(batch);
        commitStock(batch);
        advance(batch, false, true, 0);
    }

    private static Object[] placed(Batch batch) {
        return new Object[] {
            batch.orders(), batch.customers(), batch.orderOfItem(), batch.lines(), batch.skus(), MESSAGE, 2
        };
    }

    private void reserve(Batch batch) throws SQLException {
        Column.run(inventory, LOCK_STOCK, batch.wantedSkus());
        List<Long> said = Column.run(inventory, RESERVE, batch.orderOfItem(), batch.skus(), MESSAGE, 1);
        Column.run(inventory, MOVE, 1, 1, 0, batch.wantedSkus(), batch.wantedUnits());
        publish(inventory, said);
    }

    private void commitStock(Batch batch) throws SQLException {
        Column.run(inventory, LOCK_STOCK, batch.wantedSkus());
        List<Long> said = Column.run(inventory, COMMIT_STOCK, batch.orders(), MESSAGE, 1);
        Column.run(inventory, MOVE, 0, -1, 1, batch.wantedSkus(), batch.wantedUnits());
        publish(inventory, said);
    }

    private void advance(Batch batch, boolean confirms, boolean ends, int messages) throws SQLException {
        String steps = "{\"reserve\":{\"attempt\":1},\"authorize\":{\"attempt\":1,\"open\":[0]}}";
        publish(
                orders,
                Column.run(
                        orders, ADVANCE, ends, ends, batch.orders(), steps, batch.size(), confirms, MESSAGE, messages));
    }

    private void pay(Batch batch) throws SQLException {
        Column.run(payments, INTEND, batch.orders(), batch.customers());
        payments.commit();
        settle(batch, "AUTHORIZED", "AUTHORIZE", "customer", "authorized");
    }

    private void capture(Batch batch) throws SQLException {
        Column.run(payments, LOCK_PAYMENTS, batch.orders());
        Column.run(payments, INTEND_CAPTURE, batch.orders());
        payments.commit();
        settle(batch, "CAPTURED", "CAPTURE", "authorized", "merchant");
    }

    private void settle(Batch batch, String state, String kind, String debit, String credit) throws SQLException {
        publish(payments, Column.run(payments, SETTLE, state, batch.orders(), kind, debit, credit, MESSAGE, 1));
    }

    /** Commits, and then removes what the broker would have by now. */
    private static void publish(Connection connection, List<Long> said) throws SQLException {
        connection.commit();
        if (!said.isEmpty()) {
            Column.run(connection, REMOVE, Column.of("bigint", said));
            connection.commit();
        }
    }
}
