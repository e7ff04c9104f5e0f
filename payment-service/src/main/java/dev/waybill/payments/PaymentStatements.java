package dev.waybill.payments;

import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@link Payments} asks of a shard. */
final class PaymentStatements {

    static final Statement<Ids, PaymentRow> LOCK = Statement.of("payments-lock", Ids.class, PaymentRow.class, """
            -- Sorted, as every transaction locks them. A row that another has just changed is read as it is then.
            SELECT id, saga_id, step, attempt, participant, tenant, order_id, customer_id, amount, currency, payment_token,
                   state, operation, void_requested, capture_saga_id, capture_step, capture_attempt, capture_participant,
                   gateway_reference, decline_reason, refunded, traceparent, version
            FROM payments
            WHERE id = ANY(:ids)
            ORDER BY id
            FOR UPDATE
            """);

    /** As {@link #LOCK}, to see what would become of them: waits for nobody. */
    static final Statement<Ids, PaymentRow> READ = Statement.of("payments-read", Ids.class, PaymentRow.class, """
            SELECT id, saga_id, step, attempt, participant, tenant, order_id, customer_id, amount, currency, payment_token,
                   state, operation, void_requested, capture_saga_id, capture_step, capture_attempt, capture_participant,
                   gateway_reference, decline_reason, refunded, traceparent, version
            FROM payments
            WHERE id = ANY(:ids)
            """);

    static final Statement<Ids, RefundRow> READ_REFUNDS =
            Statement.of("payments-read-refunds", Ids.class, RefundRow.class, """
            -- No lock: they are changed under their payment's lock only, and this statement begins after that is held, so it
            -- sees what the lock's last holder wrote.
            SELECT id, saga_id, step, attempt, participant, payment_id, tenant, order_id, gateway_reference, amount, currency,
                   state, traceparent, version
            FROM refunds
            WHERE id = ANY(:ids)
            """);

    static final Statement<Save, Written> SAVE = Statement.of("payments-save", Save.class, Written.class, """
            WITH begun AS (
              INSERT INTO payments (id, saga_id, step, attempt, participant, tenant, order_id, customer_id, amount, currency,
                payment_token, state, operation, operation_since, void_requested, traceparent, version, created_at,
                updated_at)
              SELECT id, saga_id, step, attempt, participant, tenant, order_id, customer_id, amount, currency,
                payment_token, state, operation, CASE WHEN operation IS NOT NULL THEN :now END, void_requested,
                traceparent, version, :now, :now
              FROM :payments
              WHERE version = 1
              ORDER BY id
              -- What was not there, and is now, was decided by somebody else first.
              ON CONFLICT (id) DO NOTHING
              RETURNING id
            ), advanced AS (
              UPDATE payments p
              SET state = c.state,
                  operation = c.operation,
                  -- A call that stays open was begun when it was begun.
                  operation_since = CASE WHEN p.operation = c.operation THEN p.operation_since
                                         WHEN c.operation IS NOT NULL THEN :now END,
                  operation_tries = CASE WHEN p.operation = c.operation THEN p.operation_tries ELSE 0 END,
                  void_requested = c.void_requested,
                  capture_saga_id = c.capture_saga_id,
                  capture_step = c.capture_step,
                  capture_attempt = c.capture_attempt,
                  capture_participant = c.capture_participant,
                  gateway_reference = c.gateway_reference,
                  decline_reason = c.decline_reason,
                  traceparent = c.traceparent,
                  version = c.version,
                  updated_at = :now
              -- Few in the order in which every transaction locks them; many as their plan will have it.
              FROM (SELECT * FROM :payments WHERE version > 1 ORDER BY id) c
              -- What was locked is as it was. What is not, was decided by somebody else first.
              WHERE p.id = c.id AND p.version = c.version - 1
              RETURNING p.id
            ), written AS (
              SELECT id FROM begun UNION ALL SELECT id FROM advanced
            ), given_back AS (
              -- A trigger counts new ones on their payment, whose constraint refuses what would be too much.
              INSERT INTO refunds (id, saga_id, step, attempt, participant, payment_id, tenant, order_id, gateway_reference,
                amount, currency, state, operation_since, traceparent, version, created_at, updated_at)
              SELECT id, saga_id, step, attempt, participant, payment_id, tenant, order_id, gateway_reference,
                amount, currency, state, CASE state WHEN 'REFUNDING' THEN :now END, traceparent, version, :now, :now
              FROM :refunds
              ORDER BY id
              ON CONFLICT (id) DO UPDATE SET
                state = excluded.state,
                operation_since = excluded.operation_since,
                version = excluded.version,
                updated_at = excluded.updated_at
              WHERE refunds.version = excluded.version - 1
              RETURNING id
            ), changed AS (
              SELECT id FROM written UNION ALL SELECT id FROM given_back
            ), moved AS (
              INSERT INTO transfers (id, payment_id, refund_id, tenant, order_id, kind, debit_account, credit_account, amount,
                currency, created_at)
              SELECT entries.id, payment_id, refund_id, tenant, order_id, kind, debit_account, credit_account, amount,
                currency, :now
              FROM :entries
              WHERE (cause IN (SELECT id FROM changed)) IS TRUE
            ), said AS (
              INSERT INTO outbox (message_id, topic, partition, key, ordered, type, subject, sequence, traceparent, said_at,
                data)
              SELECT message_id, topic, partition, key, ordered, type, subject, sequence, traceparent, said_at, data
              FROM :messages
              WHERE (cause IN (SELECT id FROM changed)) IS TRUE
              UNION ALL
              SELECT message_id, topic, partition, key, ordered, type, subject, sequence, traceparent, said_at, data
              FROM :repeats
              RETURNING position, message_id
            )
            SELECT id, NULL::bigint AS position, NULL::uuid AS message_id FROM changed
            UNION ALL
            SELECT NULL, position, message_id FROM said
            """);

    private PaymentStatements() {}

    record Ids(List<UUID> ids) {}

    /**
     * @param messages replies that follow from a change of their cause, and go out only if it is written
     * @param repeats replies that were true before
     */
    record Save(
            List<PaymentRow> payments,
            List<RefundRow> refunds,
            List<TransferRow> entries,
            List<OutboxMessage> messages,
            List<OutboxMessage> repeats,
            Instant now) {}

    /** Either a payment or refund that was written, or a message that is in the outbox. */
    record Written(
            @Nullable UUID id,
            @Nullable Long position,
            @Nullable UUID messageId) {}
}
