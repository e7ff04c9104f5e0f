package dev.waybill.reversals;

import dev.waybill.checkout.Sagas.DecidedOrder;
import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cancels and returns, on one shard. */
public final class Reversals {

    static final Statement<Orders, FoundId> LOCK_OPEN_SAGAS =
            Statement.of("reversals-lock-open-sagas", Orders.class, FoundId.class, """
            -- Sagas before orders, as whoever carries sagas on locks them.
            SELECT s.id
            FROM sagas s
            WHERE s.order_id = ANY(:orders) AND s.ended_at IS NULL
            ORDER BY s.id
            FOR UPDATE
            """);

    static final Statement<Orders, FoundId> LOCK_ORDERS =
            Statement.of("reversals-lock-orders", Orders.class, FoundId.class, """
            SELECT o.id FROM orders o WHERE o.id = ANY(:orders) ORDER BY o.id FOR UPDATE
            """);

    static final Statement<Orders, TakenOrder> READ_ORDERS =
            Statement.of("reversals-read-orders", Orders.class, TakenOrder.class, """
            -- Sent after the locks: its snapshot is younger, and so sees what their last holders wrote.
            SELECT o.id, o.tenant, o.customer_id, o.state, o.reason, o.version, o.currency, o.total, o.payment_token,
                   (SELECT s.id FROM sagas s WHERE s.order_id = o.id AND s.ended_at IS NULL) AS open_saga,
                   (SELECT s.steps::text FROM sagas s WHERE s.id = o.id) AS placing_steps,
                   (SELECT json_agg(json_build_object('line', i.line, 'sku', i.sku, 'quantity', i.quantity,
                                                      'price', i.price, 'returned', i.returned) ORDER BY i.line)
                    FROM order_items i WHERE i.order_id = o.id)::text AS items
            FROM orders o
            WHERE o.id = ANY(:orders)
            ORDER BY o.id
            """);

    static final Statement<Orders, ReversalRow> OF_ORDERS =
            Statement.of("reversals-of-orders", Orders.class, ReversalRow.class, """
            SELECT id, order_id, tenant, kind, state, idempotency_key, fingerprint, lines::text AS lines,
                   restock::text AS restock, refund, authorization_attempt, reason, note, requested_by, requested_at,
                   begun_at
            FROM reversals
            WHERE order_id = ANY(:orders)
            ORDER BY order_id, requested_at, id
            """);

    static final Statement<Changes, Emitted> SAVE = Statement.of("reversals-save", Changes.class, Emitted.class, """
            WITH made AS (
              INSERT INTO reversals (id, order_id, tenant, kind, state, idempotency_key, fingerprint, lines, restock,
                                     refund, authorization_attempt, reason, note, requested_by, requested_at, begun_at)
              SELECT id, order_id, tenant, kind, state, idempotency_key, fingerprint, lines::jsonb, restock::jsonb,
                     refund, authorization_attempt, reason, note, requested_by, requested_at, begun_at
              FROM :made
            ), started AS (
              UPDATE reversals SET state = 'BEGUN', begun_at = :now
              WHERE id = ANY(:started) AND state = 'WAITING'
            ), counted AS (
              UPDATE order_items i SET returned = i.returned + c.units
              FROM (SELECT * FROM :counted) c
              WHERE i.order_id = c.order_id AND i.line = c.line
            ), changed AS (
              UPDATE orders o
              SET state = d.state, reason = d.reason, detail = d.detail, version = d.version, updated_at = d.now
              FROM (SELECT * FROM :orders) d
              WHERE o.id = d.id AND o.version = d.version_before
              RETURNING o.id
            ), begun AS (
              -- An order has one open saga: should another have begun, all of this fails, and is decided again.
              INSERT INTO sagas (id, order_id, tenant, definition, number, phase, steps, version, order_version,
                                 started_at, updated_at, due_at)
              SELECT id, order_id, tenant, definition, number, phase, steps::jsonb, 1, order_version, :now, :now, due_at
              FROM :begun
              RETURNING id
            ), said AS (
              INSERT INTO outbox
                (message_id, topic, partition, key, ordered, type, subject, sequence, traceparent, said_at, data)
              SELECT message_id, topic, partition, key, ordered, type, subject, sequence, traceparent, said_at, data
              FROM :messages
              -- Of a definition that ops has stopped, facts are told and commands kept back; they are made anew later.
              WHERE cause IN (SELECT id FROM changed) AND ordered
                 OR cause IN (SELECT b.id FROM (SELECT * FROM :begun) b WHERE (b.id IN (SELECT id FROM begun)) IS TRUE
                              AND NOT EXISTS (SELECT FROM saga_pauses p WHERE p.definition IN (b.definition, '*')))
                    AND NOT ordered
              ORDER BY nr
              RETURNING position, message_id, ordered, key
            )
            SELECT position, message_id,
                   CASE WHEN ordered
                     THEN ARRAY(SELECT o.position FROM outbox o WHERE o.ordered AND o.key = said.key)
                     ELSE '{}'::bigint[] END AS older
            FROM said
            """);

    static final Statement<AtMost, FoundId> FIND_WAITING =
            Statement.of("reversals-find-waiting", AtMost.class, FoundId.class, """
            SELECT DISTINCT r.order_id AS id
            FROM reversals r
            WHERE r.state = 'WAITING'
              AND NOT EXISTS (SELECT FROM sagas s WHERE s.order_id = r.order_id AND s.ended_at IS NULL)
            LIMIT :atMost
            """);

    static final Statement<ByOrder, ReversalView.Row> VIEW =
            Statement.of("reversals-view", ByOrder.class, ReversalView.Row.class, """
            SELECT r.id, r.order_id, r.kind, r.state, s.ended_at, r.lines::text AS lines, r.refund, o.currency, r.reason,
                   r.note, r.requested_by, r.requested_at, r.begun_at
            FROM reversals r
            JOIN orders o ON o.id = r.order_id
            LEFT JOIN sagas s ON s.id = CASE r.state WHEN 'TURNED_ROUND' THEN r.order_id ELSE r.id END
            WHERE r.order_id = :orderId
            ORDER BY r.requested_at, r.id
            """);

    private Reversals() {}

    record Orders(List<UUID> orders) {}

    record ByOrder(UUID orderId) {}

    record FoundId(UUID id) {}

    record AtMost(int atMost) {}

    /**
     * @param made new ones
     * @param started those that had waited
     * @param counted units that come back
     * @param orders by saga, as they are from now on
     * @param begun sagas
     */
    public record Changes(
            List<ReversalRow> made,
            List<UUID> started,
            List<Counted> counted,
            List<DecidedOrder> orders,
            List<BegunSaga> begun,
            List<OutboxMessage> messages,
            Instant now) {}

    public record Counted(UUID orderId, int line, int units) {}

    /** A saga's first state. */
    public record BegunSaga(
            UUID id,
            UUID orderId,
            String tenant,
            String definition,
            int number,
            String phase,
            String steps,
            long orderVersion,
            @Nullable Instant dueAt) {}
}
