package dev.waybill.checkout;

import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderState;
import dev.waybill.sagas.Refusal;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sagas and their orders, on one shard. */
public final class Sagas {

    private static final String WITH_ORDERS = """
            SELECT s.id, s.order_id, s.tenant, s.definition, s.number, s.phase, s.steps::text AS steps,
                   s.refusal_cause, s.refusal_reason, s.refusal_detail, s.parked_reason, s.paused,
                   EXISTS (SELECT FROM saga_pauses p WHERE p.definition IN (s.definition, '*')) AS halted,
                   s.version, s.order_version, o.state AS order_state, s.started_at,
                   o.customer_id, o.currency, o.total, o.payment_token,
                   r.refund, r.lines::text AS returned, r.restock::text AS restock, r.reason AS reversal_reason,
                   r.authorization_attempt
            FROM sagas s
            JOIN orders o ON o.id = s.order_id
            LEFT JOIN reversals r ON r.id = s.id
            WHERE s.id = ANY(:ids)
            ORDER BY s.id
            """;

    public static final Statement<Ids, SagaRow> LOCK =
            Statement.of("lock-sagas", Ids.class, SagaRow.class, WITH_ORDERS + """
            -- What is read of the order either never changes, or changes under this lock only.
            FOR UPDATE OF s
            """);

    /** To see what would become of them; changes nothing and waits for nobody. */
    static final Statement<Ids, SagaRow> READ = Statement.of("read-sagas", Ids.class, SagaRow.class, WITH_ORDERS);

    /** The lines of the orders that sagas place, for those whose messages may have to be made anew. */
    public static final Statement<Ids, Line> LINES = Statement.of("saga-lines", Ids.class, Line.class, """
            SELECT i.order_id, i.sku, i.quantity
            FROM order_items i JOIN sagas s ON s.order_id = i.order_id
            WHERE s.id = ANY(:ids) AND s.id = s.order_id
            ORDER BY i.order_id, i.line
            """);

    private static final String SAVED = """
            WITH saved AS (
              UPDATE sagas s
              SET phase = c.phase, steps = c.steps::jsonb, refusal_cause = c.refusal_cause,
                  refusal_reason = c.refusal_reason, refusal_detail = c.refusal_detail,
                  parked_reason = c.parked_reason, paused = c.paused,
                  -- The rescuer may look too early but never too late; a reply leaves the index as it is.
                  due_at = CASE WHEN c.due_exactly THEN c.due_at ELSE least(s.due_at, c.due_at) END,
                  version = s.version + 1, order_version = c.order_version,
                  -- One that has ended may still have something to say, but it stays ended, and since when.
                  updated_at = c.now, ended_at = CASE WHEN c.ended THEN coalesce(s.ended_at, c.now) END
              FROM (SELECT * FROM :sagas ORDER BY id) c
              WHERE s.id = c.id AND s.version = c.version AND (c.ended OR s.ended_at IS NULL) %s
              RETURNING s.id
            ), decided AS (
              UPDATE orders o
              SET state = d.state, reason = d.reason, detail = d.detail, version = d.version, updated_at = d.now
              FROM (SELECT * FROM :orders) d
              WHERE o.id = d.id AND o.version = d.version_before AND (d.saga_id IN (SELECT id FROM saved)) IS TRUE
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
            """;

    private static final String OLDER = """
            CASE WHEN ordered
              THEN ARRAY(SELECT o.position FROM outbox o WHERE o.ordered AND o.key = said.key)
              ELSE '{}'::bigint[] END AS older
            """;

    /** Of sagas that are locked. */
    static final Statement<Changes, Emitted> SAVE = Statement.of(
            "save-sagas",
            Changes.class,
            Emitted.class,
            SAVED.formatted("") + "SELECT position, message_id, " + OLDER + "FROM said");

    /** Of sagas as they were known; what has been changed since, or stopped together with all of its definition, is lost. */
    static final Statement<Changes, Saved> SAVE_KNOWN = Statement.of(
            "save-known-sagas",
            Changes.class,
            Saved.class,
            SAVED.formatted("AND NOT EXISTS (SELECT FROM saga_pauses p WHERE p.definition IN (s.definition, '*'))")
                    + "SELECT position, message_id, " + OLDER + ", NULL::uuid AS lost FROM said\n" + """
            UNION ALL
            SELECT NULL, NULL, '{}', id FROM (SELECT * FROM :sagas) c WHERE id NOT IN (SELECT id FROM saved)
            """);

    private Sagas() {}

    public record Ids(List<UUID> ids) {}

    public record Line(UUID orderId, String sku, int quantity) {}

    public record Changes(List<SavedSaga> sagas, List<DecidedOrder> orders, List<OutboxMessage> messages) {
        public boolean isEmpty() {
            return sagas.isEmpty();
        }
    }

    /** Either a message that is in the outbox, or the id of a saga that was not written. */
    record Saved(
            @Nullable Long position,
            @Nullable UUID messageId,
            List<Long> older,
            @Nullable UUID lost) {}

    static List<Emitted> emitted(List<Saved> saved) {
        List<Emitted> emitted = new ArrayList<>(saved.size());
        for (Saved each : saved) {
            if (each.position() != null && each.messageId() != null) {
                emitted.add(new Emitted(each.position(), each.messageId(), each.older()));
            }
        }
        return emitted;
    }

    static Set<UUID> overtaken(List<Saved> saved) {
        return saved.stream().map(Saved::lost).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /**
     * A saga's next state.
     *
     * @param dueAt when its next request is overdue
     * @param dueExactly whether the rescuer shall look just then; otherwise it may look earlier, as was said before
     * @param version the one that it was read with
     */
    public record SavedSaga(
            UUID id,
            String phase,
            String steps,
            Refusal.@Nullable Cause refusalCause,
            @Nullable String refusalReason,
            @Nullable String refusalDetail,
            @Nullable String parkedReason,
            boolean paused,
            @Nullable Instant dueAt,
            boolean dueExactly,
            long version,
            long orderVersion,
            boolean ended,
            Instant now) {}

    /**
     * An order's next state.
     *
     * @param versionBefore the one that it must have
     * @param version the one that it will have
     */
    public record DecidedOrder(
            UUID id,
            UUID sagaId,
            OrderState state,
            @Nullable String reason,
            @Nullable String detail,
            long versionBefore,
            long version,
            Instant now) {}
}
