package dev.waybill.stock.reserving;

import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply.ReservationExpired;
import dev.waybill.contracts.Topic;
import dev.waybill.contracts.TraceContext;
import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.shards.Pending;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Transaction;
import dev.waybill.shards.sql.Statement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Asks the sagas of reservations whose time is over what shall become of them. It releases nothing: only the saga knows
 * whether its order is dead, or paused. What it asked about keeps its units, and is asked about again until there is an
 * answer.
 */
@Singleton
final class ReservationExpirer {

    static final int MOST = 500;

    static final Statement<Due, ReservationRow> FIND_DUE =
            Statement.of("reservations-find-due", Due.class, ReservationRow.class, """
            -- Oldest first, so that a backlog is asked about fairly; what a command holds at this moment may wait.
            WITH due AS (
              SELECT d.id
              FROM reservations d
              WHERE d.state = 'RESERVED' AND d.expires_at < :now
              ORDER BY d.expires_at
              LIMIT :most
              FOR UPDATE SKIP LOCKED
            )
            UPDATE reservations r
            SET expires_at = :askAgainAt, asked = r.asked + 1
            FROM due
            WHERE r.id = due.id
            RETURNING r.id, r.saga_id, r.step, r.attempt, r.participant, r.tenant, r.order_id, r.state, r.skus, r.quantities,
                      r.returned, r.reason, r.shortages::text AS shortages, NULL::uuid AS reservation_id
            """);

    static final Statement<Questions, Emitted> ASK =
            Statement.of("reservations-ask", Questions.class, Emitted.class, """
            INSERT INTO outbox (message_id, topic, partition, key, ordered, type, subject, sequence, traceparent,
                                said_at, data)
            SELECT q.message_id, q.topic, q.partition, q.key, q.ordered, q.type, q.subject, q.sequence, q.traceparent,
                   q.said_at, q.data
            FROM (SELECT * FROM :questions) AS q
            RETURNING position, message_id, '{}'::bigint[] AS older
            """);

    record Due(Instant now, Instant askAgainAt, int most) {}

    record Questions(List<OutboxMessage> questions) {}

    private final Relay relay;
    private final Clock clock;
    private final ReservingConfig config;
    private final Counter asked;

    ReservationExpirer(Relay relay, Clock clock, ReservingConfig config, MeterRegistry metrics) {
        this.relay = relay;
        this.clock = clock;
        this.config = config;
        this.asked = metrics.counter("waybill.reserving.expired");
    }

    /**
     * Asks about at most {@value #MOST} reservations of a shard.
     *
     * @return how many it asked
     */
    int runOnce(Shard shard) {
        if (!shard.ready()) {
            return 0;
        }
        Instant now = clock.instant();
        List<OutboxMessage> questions = new ArrayList<>();
        List<Emitted> emitted = shard.inTransaction(transaction -> ask(transaction, now, questions));
        relay.publish(shard, questions, emitted);
        asked.increment(emitted.size());
        return emitted.size();
    }

    private Pending<Emitted> ask(Transaction transaction, Instant now, List<OutboxMessage> questions) {
        transaction.send(FIND_DUE, new Due(now, now.plus(config.askAgainAfter()), MOST)).rows().stream()
                .map(ReservationRow::fence)
                .forEach(fence -> fence.question().ifPresent(question -> questions.add(message(fence, question, now))));
        return questions.isEmpty() ? Pending.none() : transaction.send(ASK, new Questions(questions));
    }

    private static OutboxMessage message(Fence fence, ReservationExpired question, Instant now) {
        return OutboxMessage.unordered(
                fence.id(),
                idOf(fence, now),
                Topic.ORDER_REPLIES,
                Topic.ORDER_REPLIES.partitionOfSlot(RoutedId.slotOf(question.orderId())),
                question,
                TraceContext.continueOrStart(null),
                now);
    }

    /** Each asking is a message of its own: under one id, a reader might take the second for a repeat of the first. */
    private static UUID idOf(Fence fence, Instant now) {
        byte[] asking = (fence.id() + "/" + now).getBytes(StandardCharsets.UTF_8);
        return MessageId.of(MessageType.RESERVATION_EXPIRED, UUID.nameUUIDFromBytes(asking));
    }
}
