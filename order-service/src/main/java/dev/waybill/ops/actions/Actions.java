package dev.waybill.ops.actions;

import dev.waybill.shards.sql.NoRow;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The log of what ops has done: written in the transaction that does it, and never changed. */
public final class Actions {

    public static final Statement<Action, NoRow> RECORD = Statement.of("record-ops-action", Action.class, """
            INSERT INTO ops_actions (saga_id, order_id, definition, verb, actor, reason, detail, done_at)
            VALUES (:sagaId, :orderId, :definition, :verb, :actor, :reason, :detail, :doneAt)
            """);

    static final Statement<Latest, Action> LATEST = Statement.of("latest-ops-actions", Latest.class, Action.class, """
            SELECT a.saga_id, a.order_id, a.definition, a.verb, a.actor, a.reason, a.detail, a.done_at
            FROM ops_actions a
            ORDER BY a.id DESC
            LIMIT :atMost
            """);

    static final Statement<About, Action> ABOUT = Statement.of("ops-actions-about", About.class, Action.class, """
            SELECT a.saga_id, a.order_id, a.definition, a.verb, a.actor, a.reason, a.detail, a.done_at
            FROM ops_actions a
            WHERE (a.saga_id = :saga OR a.order_id = :order)
              AND a.saga_id = coalesce(:saga, a.saga_id) AND a.order_id = coalesce(:order, a.order_id)
            ORDER BY a.id DESC
            LIMIT :atMost
            """);

    /** What was done to an order's sagas, one by one or with all others. */
    public static final Statement<During, Action> DURING =
            Statement.of("ops-actions-during", During.class, Action.class, """
            SELECT a.saga_id, a.order_id, a.definition, a.verb, a.actor, a.reason, a.detail, a.done_at
            FROM ops_actions a
            WHERE a.order_id = :orderId
            UNION ALL
            SELECT a.saga_id, a.order_id, a.definition, a.verb, a.actor, a.reason, a.detail, a.done_at
            FROM ops_actions a
            JOIN sagas s ON a.definition IN (s.definition, '*')
             AND a.done_at BETWEEN s.started_at AND coalesce(s.ended_at, 'infinity')
            WHERE a.saga_id IS NULL
              AND s.id = ANY(ARRAY(SELECT :orderId UNION SELECT r.id FROM reversals r WHERE r.order_id = :orderId))
            UNION
            -- What had been stopped before one of them began: of a definition, only what was done last counts.
            SELECT a.saga_id, a.order_id, a.definition, a.verb, a.actor, a.reason, a.detail, a.done_at
            FROM sagas s
            CROSS JOIN LATERAL (SELECT DISTINCT ON (d.definition) d.*
                                FROM ops_actions d
                                WHERE d.saga_id IS NULL AND d.definition IN (s.definition, '*')
                                  AND d.done_at < s.started_at
                                ORDER BY d.definition, d.id DESC) a
            WHERE a.verb = 'pause'
              AND s.id = ANY(ARRAY(SELECT :orderId UNION SELECT r.id FROM reversals r WHERE r.order_id = :orderId))
            """);

    private Actions() {}

    record Latest(int atMost) {}

    /** At least one of them. */
    record About(@Nullable UUID saga, @Nullable UUID order, int atMost) {}

    public record During(UUID orderId) {}

    /** Done to one saga. */
    public static Action toSaga(
            UUID saga, UUID order, String verb, String actor, String reason, String detail, Instant now) {
        return new Action(saga, order, null, verb, actor, reason, detail, now);
    }
}
