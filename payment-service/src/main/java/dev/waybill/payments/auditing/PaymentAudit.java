package dev.waybill.payments.auditing;

import dev.waybill.auditing.AuditCheck;
import dev.waybill.auditing.AuditCheck.Shown;
import dev.waybill.auditing.AuditChecks;
import dev.waybill.auditing.DriftRow;
import dev.waybill.shards.sql.Statement;
import java.time.Duration;

/**
 * Whether money adds up. What a constraint holds already is not asked again: that debit equals credit, that no transfer is
 * there twice, that no more is given back than was taken. Open calls are looked at by every audit; the sums read whole
 * tables, and are made seldom. A drift's subject is the order's id and the payment's.
 */
public final class PaymentAudit {

    static final Statement<Shown, DriftRow> LEDGER =
            Statement.of("audit-payment-ledger", Shown.class, DriftRow.class, """
            -- Costs a pass over transfers and payments.
            WITH moved AS (
              SELECT payment_id,
                     sum(amount) FILTER (WHERE kind = 'AUTHORIZE') AS authorized,
                     sum(amount) FILTER (WHERE kind = 'CAPTURE') AS captured,
                     sum(amount) FILTER (WHERE kind = 'VOID') AS voided,
                     array_agg(DISTINCT currency) AS currencies,
                     json_agg(json_build_object('kind', kind, 'amount', amount, 'currency', currency, 'at', created_at)
                       ORDER BY created_at, kind) AS transfers
              FROM transfers
              GROUP BY payment_id
            ), held AS (
              -- What a declined payment would have been, and one that was voided before it was asked for, never moved.
              SELECT *, gateway_reference IS NOT NULL AND state <> 'AUTHORIZING' AND amount > 0 AS is_held FROM payments
            )
            SELECT format('%s/%s', order_id, id) AS subject,
                   json_build_object('state', state, 'amount', amount, 'currency', currency, 'transfers', transfers)::text
                     AS found,
                   count(*) OVER () AS drifts
            FROM held LEFT JOIN moved ON moved.payment_id = held.id
            WHERE authorized IS DISTINCT FROM CASE WHEN is_held THEN amount END
              OR captured IS DISTINCT FROM CASE WHEN is_held AND state = 'CAPTURED' THEN amount END
              OR voided IS DISTINCT FROM CASE WHEN is_held AND state = 'VOIDED' THEN amount END
              OR currencies <> ARRAY[currency]
            ORDER BY subject
            LIMIT :most
            """);

    static final Statement<Shown, DriftRow> REFUNDS =
            Statement.of("audit-payment-refunds", Shown.class, DriftRow.class, """
            -- Costs a pass over refunds and payments.
            WITH asked AS (
              SELECT refunds.payment_id,
                     sum(refunds.amount) AS amount,
                     count(*) FILTER (WHERE (refunds.state = 'REFUNDED') <> (transfers.id IS NOT NULL)) AS contradicting,
                     json_agg(json_build_object('id', refunds.id, 'state', refunds.state, 'amount', refunds.amount,
                       'moved', coalesce(transfers.amount, 0)) ORDER BY refunds.created_at) AS refunds
              FROM refunds
                LEFT JOIN transfers ON transfers.payment_id = refunds.payment_id AND transfers.kind = 'REFUND'
                  AND transfers.refund_id = refunds.id
              GROUP BY refunds.payment_id
            )
            SELECT format('%s/%s', order_id, id) AS subject,
                   json_build_object('state', state, 'refunded', refunded, 'currency', currency, 'refunds', refunds)::text
                     AS found,
                   count(*) OVER () AS drifts
            FROM payments LEFT JOIN asked ON asked.payment_id = payments.id
            WHERE refunded <> coalesce(asked.amount, 0) OR contradicting > 0
            ORDER BY subject
            LIMIT :most
            """);

    static final Statement<Waiting, DriftRow> OPEN_CALLS =
            Statement.of("audit-payment-open-calls", Waiting.class, DriftRow.class, """
            -- Costs the calls that are open, by the indexes of those. By when it was decided to ask: the beginning of the call itself is renewed by every try.
            WITH waiting AS (
              SELECT order_id, id, operation, operation_tries, updated_at
              FROM payments WHERE operation IS NOT NULL
              UNION ALL
              SELECT order_id, id, 'REFUND', operation_tries, updated_at
              FROM refunds WHERE state = 'REFUNDING'
            )
            SELECT format('%s/%s', order_id, id) AS subject,
                   json_build_object('operation', operation, 'tries', operation_tries, 'since', updated_at)::text AS found,
                   count(*) OVER () AS drifts
            FROM waiting
            WHERE updated_at < now() - make_interval(secs => :seconds)
            ORDER BY subject
            LIMIT :most
            """);

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private PaymentAudit() {}

    /**
     * @param seconds how long an outcome may be unknown
     */
    record Waiting(int most, long seconds) {}

    public static AuditChecks checks() {
        return AuditChecks.of(
                AuditCheck.ofAll(
                        "payment-ledger", "What has moved of a payment is what its state says, and no more.", LEDGER),
                AuditCheck.ofAll(
                        "payment-refunds",
                        "What is refunded of a payment is the sum of its refunds, and each that is done has moved.",
                        REFUNDS),
                new AuditCheck<>(
                        "payment-open-calls",
                        "No provider has kept its answer to itself for longer than ten minutes.",
                        OPEN_CALLS,
                        most -> new Waiting(most, PATIENCE.toSeconds()),
                        false));
    }
}
