package dev.waybill.checkout;

import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sagas and their orders, on one shard. */
final class Sagas {

    static final Statement<Ids, OpenSaga> LOCK = Statement.of("lock-sagas", Ids.class, OpenSaga.class, """
            -- The order's columns read here never change; what does change of it is changed under this lock only.
            SELECT s.id, s.order_id, s.tenant, s.definition, s.number, s.phase, s.steps::text AS steps,
                   s.refusal_reason, s.refusal_detail, s.version, s.order_version, s.started_at,
                   o.customer_id, o.currency, o.total, o.payment_token
            FROM sagas s JOIN orders o ON o.id = s.order_id
            WHERE s.id = ANY(:ids)
            ORDER BY s.id
            FOR UPDATE OF s
            """);

    static final Statement<Changes, Emitted> SAVE = Statement.of("save-sagas", Changes.class, Emitted.class, """
            WITH saved AS (
              UPDATE sagas s
              SET phase = c.phase, steps = c.steps::jsonb,
                  refusal_reason = c.refusal_reason, refusal_detail = c.refusal_detail,
                  version = s.version + 1, order_version = c.order_version,
                  updated_at = c.now, ended_at = CASE WHEN c.ended THEN c.now END
              FROM (SELECT * FROM :sagas) c
              WHERE s.id = c.id AND s.version = c.version
              RETURNING s.id
            ), decided AS (
              UPDATE orders o
              SET state = d.state, reason = d.reason, detail = d.detail, version = d.version, updated_at = d.now
              FROM (SELECT * FROM :orders) d JOIN saved ON saved.id = d.saga_id
              WHERE o.id = d.id AND o.version = d.version - 1
              RETURNING o.id
            ), said AS (
              -- Facts follow from the orders that were changed, commands from the sagas.
              INSERT INTO outbox
                (message_id, topic, partition, key, ordered, type, subject, sequence, traceparent, said_at, data)
              SELECT message_id, topic, partition, key, ordered, type, subject, sequence, traceparent, said_at, data
              FROM :messages
              WHERE cause IN (SELECT id FROM decided) AND ordered
                 OR cause IN (SELECT id FROM saved) AND NOT ordered
              ORDER BY nr
              RETURNING position, message_id, ordered, key
            )
            SELECT position, message_id,
                   CASE WHEN ordered
                     THEN ARRAY(SELECT o.position FROM outbox o WHERE o.ordered AND o.key = said.key)
                     ELSE '{}'::bigint[] END AS older
            FROM said
            """);

    private Sagas() {}

    record Ids(List<UUID> ids) {}

    record Changes(List<SavedSaga> sagas, List<DecidedOrder> orders, List<OutboxMessage> messages) {}

    /**
     * A saga's next state.
     *
     * @param version the one that it was read with
     */
    record SavedSaga(
            UUID id,
            String phase,
            String steps,
            @Nullable String refusalReason,
            @Nullable String refusalDetail,
            long version,
            long orderVersion,
            boolean ended,
            Instant now) {}

    /**
     * An order's next state.
     *
     * @param version the one that it will have
     */
    record DecidedOrder(
            UUID id,
            UUID sagaId,
            String state,
            @Nullable String reason,
            @Nullable String detail,
            long version,
            Instant now) {}
}
