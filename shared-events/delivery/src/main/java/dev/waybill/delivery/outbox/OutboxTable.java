package dev.waybill.delivery.outbox;

import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the relay, its cleaner and the sweeper ask of the outbox. Who writes messages does so in its own statement. */
final class OutboxTable {

    static final Statement<Positions, dev.waybill.shards.sql.NoRow> REMOVE =
            Statement.of("outbox-remove", Positions.class, """
            DELETE FROM outbox WHERE position = ANY(:positions)
            """);

    static final Statement<Overdue, AnyLeft> ANY_OVERDUE =
            Statement.of("outbox-any-overdue", Overdue.class, AnyLeft.class, """
            -- One look at the oldest row tells; in health there is none, and nothing is written to find that out.
            SELECT coalesce(
              (SELECT created_at < now() - make_interval(secs => :graceMillis / 1000.0)
               FROM outbox ORDER BY position LIMIT 1),
              false) AS any_left
            """);

    static final Statement<Lease, AnyLeft> TAKE_LEASE =
            Statement.of("outbox-take-lease", Lease.class, AnyLeft.class, """
            UPDATE outbox_lease SET holder = :holder, held_until = now() + interval '30 seconds'
            WHERE holder = :holder OR held_until < now()
            RETURNING true AS any_left
            """);

    static final Statement<Overdue, Row> OVERDUE = Statement.of("outbox-overdue", Overdue.class, Row.class, """
            SELECT position, message_id, topic, partition, key, ordered, type, subject, sequence, traceparent, said_at, data
            FROM outbox
            -- Up to the last overdue one, and not those alone: a transaction that began early and waited for its lock
            -- leaves messages that look older than the ones they must follow.
            WHERE position <= (
              SELECT max(position) FROM outbox
              WHERE created_at < now() - make_interval(secs => :graceMillis / 1000.0))
            ORDER BY position
            LIMIT 1000
            """);

    private OutboxTable() {}

    record Positions(List<Long> positions) {}

    record Overdue(long graceMillis) {}

    record AnyLeft(boolean anyLeft) {}

    record Lease(String holder) {}

    record Row(
            long position,
            UUID messageId,
            String topic,
            int partition,
            String key,
            boolean ordered,
            String type,
            String subject,
            @Nullable Long sequence,
            @Nullable String traceparent,
            Instant saidAt,
            byte[] data) {

        static Row of(long position, OutboxMessage message) {
            return new Row(
                    position,
                    message.messageId(),
                    message.topic(),
                    message.partition(),
                    message.key(),
                    message.ordered(),
                    message.type(),
                    message.subject(),
                    message.sequence(),
                    message.traceparent(),
                    message.saidAt(),
                    message.data());
        }
    }
}
