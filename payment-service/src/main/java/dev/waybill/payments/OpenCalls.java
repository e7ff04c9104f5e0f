package dev.waybill.payments;

import dev.waybill.shards.Shard;
import dev.waybill.shards.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The intents: payments and refunds with a call open, whose outcome nobody has written yet. */
public final class OpenCalls {

    static final Statement<Doubtful, Count> COUNT_IN_DOUBT =
            Statement.of("open-calls-count-in-doubt", Doubtful.class, Count.class, """
            SELECT
              (SELECT count(*) FROM payments
               WHERE operation IS NOT NULL AND (operation_tries > 0 OR operation_since < :before)) AS payments,
              (SELECT count(*) FROM refunds
               WHERE state = 'REFUNDING' AND (operation_tries > 0 OR operation_since < :before)) AS refunds
            """);

    static final Statement<Due, PaymentRow> TAKE_DUE =
            Statement.of("open-calls-take-due", Due.class, PaymentRow.class, """
            -- The new beginning is the claim: whoever comes second finds the call begun just now, and leaves it.
            UPDATE payments SET operation_since = :now, operation_tries = operation_tries + 1
            WHERE id IN (
              SELECT id FROM payments
              WHERE operation IS NOT NULL
                AND operation_since < :now - make_interval(secs =>
                  least(:afterMillis * power(2, least(operation_tries, 20)), :atMostMillis) / 1000.0)
                AND id NOT IN (SELECT unnest(:busy))
              ORDER BY operation_since
              LIMIT 500
              FOR UPDATE SKIP LOCKED)
            RETURNING id, saga_id, step, attempt, participant, tenant, order_id, customer_id, amount, currency, payment_token,
              state, operation, void_requested, capture_saga_id, capture_step, capture_attempt, capture_participant,
              gateway_reference, decline_reason, refunded, traceparent, version
            """);

    static final Statement<Due, RefundRow> TAKE_DUE_REFUNDS =
            Statement.of("open-calls-take-due-refunds", Due.class, RefundRow.class, """
            -- As with payments.
            UPDATE refunds SET operation_since = :now, operation_tries = operation_tries + 1
            WHERE id IN (
              SELECT id FROM refunds
              WHERE state = 'REFUNDING'
                AND operation_since < :now - make_interval(secs =>
                  least(:afterMillis * power(2, least(operation_tries, 20)), :atMostMillis) / 1000.0)
                AND id NOT IN (SELECT unnest(:busy))
              ORDER BY operation_since
              LIMIT 500
              FOR UPDATE SKIP LOCKED)
            RETURNING id, saga_id, step, attempt, participant, payment_id, tenant, order_id, gateway_reference, amount,
              currency, state, traceparent, version
            """);

    private final Clock clock;
    private final Duration after;
    private final Duration atMost;

    /**
     * @param after how long a call may be open before its outcome counts as in doubt; longer than a call's own deadline
     * @param atMost with every try the next one waits twice as long, up to this
     */
    public OpenCalls(Clock clock, Duration after, Duration atMost) {
        this.clock = clock;
        this.after = after;
        this.atMost = atMost;
    }

    record Doubtful(Instant before) {}

    /** How many outcomes are in doubt. */
    public record Count(long payments, long refunds) {
        public long all() {
            return payments + refunds;
        }
    }

    record Due(Instant now, long afterMillis, long atMostMillis, List<UUID> busy) {}

    /** How many outcomes are in doubt, whoever may be asking for them. */
    public Count countInDoubt(Shard shard) {
        return shard.run(COUNT_IN_DOUBT, new Doubtful(clock.instant().minus(after)))
                .getFirst();
    }

    /**
     * Takes calls that are to be made again, the longest open first: at most 500 of payments and 500 of refunds.
     *
     * @param doubtful what has been counted; where there is nothing, nothing is looked for
     * @param busy payments and refunds for which the caller has a call under way
     */
    public List<Intent> takeDue(Shard shard, Count doubtful, List<UUID> busy) {
        Due due = new Due(clock.instant(), after.toMillis(), atMost.toMillis(), busy);
        List<Intent> taken = new ArrayList<>();
        int rows = busy.size();
        if (doubtful.payments() > 0) {
            shard.run(rows, TAKE_DUE, due).forEach(row -> taken.add(row.payment()));
        }
        if (doubtful.refunds() > 0) {
            shard.run(rows, TAKE_DUE_REFUNDS, due).forEach(row -> taken.add(row.refund()));
        }
        return taken;
    }
}
