package dev.waybill.stock.reserving;

import dev.waybill.contracts.Request;
import dev.waybill.contracts.StockLine;
import dev.waybill.contracts.StockRejectionReason;
import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The requests to reserve, and what became of them. */
final class Reservations {

    static final Statement<Ids, Row> FIND = Statement.of("reservations-find", Ids.class, Row.class, """
            -- Sent after the stock is locked: its snapshot is younger, and so sees what the lock's last holder wrote.
            SELECT id, saga_id, step, attempt, participant, tenant, order_id, state, skus, quantities,
                   reason, shortages::text AS shortages
            FROM reservations
            WHERE id = ANY(:ids)
            ORDER BY id
            FOR UPDATE
            """);

    static final Statement<Changes, Emitted> SAVE =
            Statement.of("reservations-save", Changes.class, Emitted.class, """
            WITH held AS (
              SELECT lines.reservation,
                     array_agg(lines.sku ORDER BY lines.nr) AS skus,
                     array_agg(lines.quantity ORDER BY lines.nr) AS quantities
              FROM :lines
              GROUP BY lines.reservation
            ), inserted AS (
              -- No ON CONFLICT: had another transaction answered one of these requests just now, what is decided here
              -- would be wrong, and all of it must fail and be decided again.
              INSERT INTO reservations (id, saga_id, step, attempt, participant, tenant, order_id, state,
                                        skus, quantities, reason, shortages, expires_at, created_at, updated_at)
              SELECT made.id, made.saga_id, made.step, made.attempt, made.participant, made.tenant, made.order_id,
                     made.state, coalesce(held.skus, '{}'), coalesce(held.quantities, '{}'),
                     made.reason, made.shortages::jsonb,
                     CASE made.state WHEN 'RESERVED' THEN :expiresAt END, :now, :now
              FROM :made LEFT JOIN held ON held.reservation = made.id
              ORDER BY made.id
              RETURNING id
            ), updated AS (
              UPDATE reservations r
              SET state = settled.state, expires_at = NULL, updated_at = :now
              FROM :settled
              WHERE r.id = settled.id AND r.state = 'RESERVED'
              RETURNING r.id
            ), said AS (
              INSERT INTO outbox (message_id, topic, partition, key, ordered, type, subject, sequence, traceparent,
                                  said_at, data)
              SELECT m.message_id, m.topic, m.partition, m.key, m.ordered, m.type, m.subject, m.sequence,
                     m.traceparent, m.said_at, m.data
              FROM (
                SELECT * FROM :messages
                WHERE messages.cause IN (SELECT id FROM inserted UNION ALL SELECT id FROM updated)
                UNION ALL
                SELECT * FROM :repeats
              ) AS m
              RETURNING position, message_id
            )
            SELECT position, message_id, '{}'::bigint[] AS older FROM said
            """);

    private Reservations() {}

    enum State {
        RESERVED,
        REJECTED,
        RELEASED,
        COMMITTED
    }

    record Ids(List<UUID> ids) {}

    record Row(
            UUID id,
            UUID sagaId,
            String step,
            int attempt,
            int participant,
            String tenant,
            UUID orderId,
            State state,
            List<String> skus,
            List<Integer> quantities,
            @Nullable StockRejectionReason reason,
            @Nullable String shortages) {

        Fence fence() {
            return new Fence(id, new Request(sagaId, step, attempt, participant), tenant, orderId, reservation());
        }

        private Reservation reservation() {
            return switch (state) {
                case RESERVED -> new Reservation.Reserved(lines());
                case COMMITTED -> new Reservation.Committed(lines());
                case RELEASED -> new Reservation.Released(lines());
                case REJECTED -> rejected();
            };
        }

        private Reservation rejected() {
            if (reason == null) {
                throw new IllegalStateException(
                        "reservation %s is rejected for no reason; this is a bug".formatted(id));
            }
            return new Reservation.Rejected(reason, ShortagesJson.read(shortages));
        }

        private List<StockLine> lines() {
            return IntStream.range(0, skus.size())
                    .mapToObj(i -> new StockLine(skus.get(i), quantities.get(i)))
                    .toList();
        }
    }

    /**
     * @param lines of the reservations made
     * @param messages caused by the reservations made or settled
     * @param repeats answers that were given before and are given again
     */
    record Changes(
            List<Made> made,
            List<Line> lines,
            List<Settled> settled,
            List<OutboxMessage> messages,
            List<OutboxMessage> repeats,
            Instant now,
            Instant expiresAt) {

        static Changes of(
                StockDecision decision,
                List<OutboxMessage> messages,
                List<OutboxMessage> repeats,
                Instant now,
                Instant expiresAt) {
            return new Changes(
                    decision.made().stream().map(Made::of).toList(),
                    decision.made().stream().flatMap(Line::of).toList(),
                    decision.settled().stream().map(Settled::of).toList(),
                    messages,
                    repeats,
                    now,
                    expiresAt);
        }
    }

    record Made(
            UUID id,
            UUID sagaId,
            String step,
            int attempt,
            int participant,
            String tenant,
            UUID orderId,
            State state,
            @Nullable StockRejectionReason reason,
            @Nullable String shortages) {

        static Made of(Fence fence) {
            Request request = fence.request();
            Reservation.Rejected rejected =
                    fence.reservation() instanceof Reservation.Rejected refusal ? refusal : null;
            return new Made(
                    fence.id(),
                    request.sagaId(),
                    request.step(),
                    request.attempt(),
                    request.participant(),
                    fence.tenant(),
                    fence.orderId(),
                    stateOf(fence.reservation()),
                    rejected == null ? null : rejected.reason(),
                    rejected == null ? null : ShortagesJson.write(rejected.shortages()));
        }
    }

    record Line(UUID reservation, String sku, int quantity) {
        static java.util.stream.Stream<Line> of(Fence fence) {
            return fence.reservation().lines().stream().map(line -> new Line(fence.id(), line.sku(), line.quantity()));
        }
    }

    record Settled(UUID id, State state) {
        static Settled of(Fence fence) {
            return new Settled(fence.id(), stateOf(fence.reservation()));
        }
    }

    private static State stateOf(Reservation reservation) {
        return switch (reservation) {
            case Reservation.Reserved any -> State.RESERVED;
            case Reservation.Rejected any -> State.REJECTED;
            case Reservation.Released any -> State.RELEASED;
            case Reservation.Committed any -> State.COMMITTED;
        };
    }
}
