package dev.waybill.ops.auditing;

import dev.waybill.auditing.AuditCheck;
import dev.waybill.auditing.AuditCheck.Shown;
import dev.waybill.auditing.AuditChecks;
import dev.waybill.auditing.DriftRow;
import dev.waybill.delivery.Queues;
import dev.waybill.shards.sql.Statement;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * What must be true of orders and their sagas, whatever happened to the processes that carry them. What is open is looked at
 * by every audit, through an index that has only that, or that ids which lead with time make short. The sums over all orders
 * there ever were read their tables once each, and are made seldom.
 */
public class OrderChecks {

    /** Whatever waits longer than this waits for somebody who will not come. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Older ones are looked at with all the others: an index of orders being processed would cost every order two writes. */
    private static final Duration RECENT = Duration.ofDays(1);

    static final Statement<Recent, DriftRow> UNDECIDED =
            Statement.of("audit-undecided-orders", Recent.class, DriftRow.class, """
            -- Costs a day's orders, found by their ids.
            SELECT o.id::text AS subject,
                   json_build_object('tenant', o.tenant, 'state', o.state, 'placedAt', o.placed_at,
                                     'saga', s.phase, 'sagaEndedAt', s.ended_at)::text AS found,
                   count(*) OVER () AS drifts
            FROM orders o
            LEFT JOIN sagas s ON s.id = o.id
            WHERE o.id >= :firstId AND o.state = 'PROCESSING' AND (s.id IS NULL OR s.ended_at IS NOT NULL)
            ORDER BY o.id
            LIMIT :most
            """);

    static final Statement<Shown, DriftRow> CONTRADICTED =
            Statement.of("audit-order-states", Shown.class, DriftRow.class, """
            -- Costs a pass over orders and sagas.
            SELECT o.id::text AS subject,
                   json_build_object('tenant', o.tenant, 'state', o.state, 'reason', o.reason, 'saga', s.phase,
                                     'pivotPassed', s.steps -> 'confirm' IS NOT NULL, 'refusal', s.refusal_reason,
                                     'refusedBy', s.refusal_cause, 'cancel', c.phase)::text AS found,
                   count(*) OVER () AS drifts
            FROM orders o
            LEFT JOIN sagas s ON s.id = o.id
            LEFT JOIN (SELECT r.order_id, k.phase
                       FROM reversals r JOIN sagas k ON k.id = r.id
                       WHERE r.kind = 'CANCEL') c ON c.order_id = o.id
            WHERE s.id IS NULL OR NOT CASE o.state
              WHEN 'PROCESSING' THEN s.ended_at IS NULL AND s.steps -> 'confirm' IS NULL
              WHEN 'CONFIRMED'
              THEN s.phase IN ('FORWARD', 'COMPLETED') AND s.steps -> 'confirm' IS NOT NULL AND c.phase IS NULL
              WHEN 'REJECTED'
              THEN s.phase = 'COMPENSATED' AND coalesce(s.refusal_cause, 'REFUSED') = 'REFUSED'
              WHEN 'CANCELLED'
              THEN s.phase = 'COMPENSATED' AND coalesce(s.refusal_cause, '') = 'CALLED_OFF'
                OR s.phase = 'COMPLETED' AND c.phase IS NOT NULL
            END
            ORDER BY o.id
            LIMIT :most
            """);

    static final Statement<Stuck, DriftRow> STUCK = Statement.of("audit-stuck-sagas", Stuck.class, DriftRow.class, """
            SELECT s.id::text AS subject,
                   json_build_object('order', s.order_id, 'definition', s.definition, 'number', s.number,
                                     'phase', s.phase, 'dueAt', s.due_at, 'updatedAt', s.updated_at)::text AS found,
                   count(*) OVER () AS drifts
            FROM sagas s
            WHERE s.ended_at IS NULL AND NOT s.paused AND s.parked_reason IS NULL
              -- One that nobody looks at, for it is never due, is no better than one that nobody has looked at.
              AND (s.due_at < :dueBefore OR s.due_at IS NULL AND s.updated_at < :since)
              AND NOT EXISTS (SELECT FROM saga_pauses p WHERE p.definition IN (s.definition, '*'))
              -- Those that have only just been resumed are due since ever.
              AND NOT EXISTS (SELECT FROM ops_actions a
                              WHERE a.verb = 'resume' AND a.definition IN (s.definition, '*') AND a.done_at > :since)
            ORDER BY s.id
            LIMIT :most
            """);

    static final Statement<Late, DriftRow> UNBEGUN =
            Statement.of("audit-waiting-reversals", Late.class, DriftRow.class, """
            -- Costs what waits, by the index of waiting reversals.
            SELECT r.id::text AS subject,
                   json_build_object('order', r.order_id, 'kind', r.kind, 'requestedBy', r.requested_by,
                                     'requestedAt', r.requested_at)::text AS found,
                   count(*) OVER () AS drifts
            FROM reversals r
            WHERE r.state = 'WAITING' AND r.requested_at < :since
              AND NOT EXISTS (SELECT FROM sagas s
                              WHERE s.id = ANY(ARRAY(SELECT r.order_id
                                                     UNION
                                                     SELECT b.id FROM reversals b WHERE b.order_id = r.order_id))
                                AND (s.ended_at IS NULL OR s.ended_at > :since))
            ORDER BY r.id
            LIMIT :most
            """);

    static final Statement<Shown, DriftRow> VERSIONS =
            Statement.of("audit-order-versions", Shown.class, DriftRow.class, """
            -- Costs a pass over orders and sagas.
            SELECT o.id::text AS subject,
                   json_build_object('version', o.version, 'newestOfSagas', s.newest, 'state', o.state)::text AS found,
                   count(*) OVER () AS drifts
            FROM orders o
            JOIN (SELECT order_id, max(order_version) AS newest FROM sagas GROUP BY order_id) s ON s.order_id = o.id
            WHERE o.version <> s.newest
            ORDER BY o.id
            LIMIT :most
            """);

    static final Statement<Shown, DriftRow> RETURNED =
            Statement.of("audit-returned-items", Shown.class, DriftRow.class, """
            -- Costs a pass over order_items and reversals.
            WITH counted AS (
              SELECT i.order_id, i.sku, sum(i.returned) AS units
              FROM order_items i
              WHERE i.returned > 0
              GROUP BY i.order_id, i.sku
            ), begun AS (
              SELECT r.order_id, line ->> 'sku' AS sku, sum((line ->> 'quantity')::int) AS units
              FROM reversals r, jsonb_array_elements(r.lines) AS line
              WHERE r.kind = 'RETURN' AND r.state = 'BEGUN'
              GROUP BY r.order_id, line ->> 'sku'
            )
            SELECT order_id || '/' || sku AS subject,
                   json_build_object('returned', coalesce(counted.units, 0), 'ofReturns', coalesce(begun.units, 0))::text
                     AS found,
                   count(*) OVER () AS drifts
            FROM counted FULL JOIN begun USING (order_id, sku)
            WHERE counted.units IS DISTINCT FROM begun.units
            ORDER BY order_id, sku
            LIMIT :most
            """);

    /**
     * @param since what has waited since before this waits too long
     */
    record Late(int most, Instant since) {}

    /**
     * @param since as {@link Late}
     * @param dueBefore who has been due since before this was not looked after
     */
    record Stuck(int most, Instant since, Instant dueBefore) {
        /** While messages wait to be read nobody is looked after, as it should be. */
        static Stuck before(int most, Instant time, boolean queuesAreBehind) {
            return new Stuck(most, time, queuesAreBehind ? Instant.EPOCH : time);
        }
    }

    /**
     * @param firstId the least that an order of that time can have
     */
    record Recent(int most, UUID firstId) {
        static Recent since(int most, Instant time) {
            return new Recent(most, new UUID(time.toEpochMilli() << 16, 0));
        }
    }

    @Produces
    @Singleton
    static AuditChecks checks(Clock clock, Queues queues) {
        IntFunction<Late> late = most -> new Late(most, clock.instant().minus(PATIENCE));
        return AuditChecks.of(
                new AuditCheck<>(
                        "undecided-orders",
                        "A recent order that is being processed has an open saga that decides it.",
                        UNDECIDED,
                        most -> Recent.since(most, clock.instant().minus(RECENT)),
                        false),
                AuditCheck.ofAll("order-states", "An order's state is what its sagas have come to.", CONTRADICTED),
                new AuditCheck<>(
                        "stuck-sagas",
                        "An open saga that nobody has stopped is looked after when it is due.",
                        STUCK,
                        most -> Stuck.before(most, clock.instant().minus(PATIENCE), queues.areBehind()),
                        false),
                new AuditCheck<>(
                        "waiting-reversals",
                        "A cancel or a return waits only for a saga of its order that is open.",
                        UNBEGUN,
                        late,
                        false),
                AuditCheck.ofAll(
                        "order-versions", "An order's version is the one that its sagas have brought it to.", VERSIONS),
                AuditCheck.ofAll(
                        "returned-items",
                        "What is counted as returned of an order is what its returns say.",
                        RETURNED));
    }
}
