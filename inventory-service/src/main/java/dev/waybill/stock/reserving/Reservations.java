package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.ReturnStock;
import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.shards.sql.Statement;
import java.util.List;
import java.util.UUID;

/** The requests to reserve and to take back, and what became of them. */
final class Reservations {

    static final Statement<Asked, ReservationRow> FIND =
            Statement.of("reservations-find", Asked.class, ReservationRow.class, """
            -- Sent after the stock is locked: its snapshot is younger, and so sees what the lock's last holder wrote. Returns
            -- need no lock of their own, since whoever makes one has locked its reservation.
            WITH asked_about AS (
              SELECT r.id, r.saga_id, r.step, r.attempt, r.participant, r.tenant, r.order_id, r.state, r.skus, r.quantities,
                     r.returned, r.reason, r.shortages::text AS shortages
              FROM reservations r
              WHERE r.id = ANY(:reservations)
              ORDER BY r.id
              FOR UPDATE
            )
            SELECT id, saga_id, step, attempt, participant, tenant, order_id, state, skus, quantities, returned,
                   reason, shortages, NULL::uuid AS reservation_id
            FROM asked_about
            UNION ALL
            SELECT b.id, b.saga_id, b.step, b.attempt, b.participant, b.tenant, b.order_id, NULL, b.skus, b.quantities, '{}',
                   NULL, NULL, b.reservation_id
            FROM stock_returns b
            WHERE b.id = ANY(:returns)
            """);

    /** As {@link #FIND}, to see what would become of them: changes nothing and waits for nobody. */
    static final Statement<Asked, ReservationRow> READ =
            Statement.of("reservations-read", Asked.class, ReservationRow.class, """
            SELECT r.id, r.saga_id, r.step, r.attempt, r.participant, r.tenant, r.order_id, r.state, r.skus, r.quantities,
                   r.returned, r.reason, r.shortages::text AS shortages, NULL::uuid AS reservation_id
            FROM reservations r
            WHERE r.id = ANY(:reservations)
            UNION ALL
            SELECT b.id, b.saga_id, b.step, b.attempt, b.participant, b.tenant, b.order_id, NULL, b.skus, b.quantities, '{}',
                   NULL, NULL, b.reservation_id
            FROM stock_returns b
            WHERE b.id = ANY(:returns)
            """);

    static final Statement<ReservationChanges, Emitted> SAVE =
            Statement.of("reservations-save", ReservationChanges.class, Emitted.class, """
            WITH inserted AS (
              -- No ON CONFLICT: had another transaction answered one of these requests just now, what is decided here
              -- would be wrong, and all of it must fail and be decided again.
              INSERT INTO reservations (id, saga_id, step, attempt, participant, tenant, order_id, state,
                                        skus, quantities, returned, reason, shortages, expires_at, created_at, updated_at)
              SELECT id, saga_id, step, attempt, participant, tenant, order_id, state, skus::text[], quantities::integer[],
                     returned::integer[], reason, shortages::jsonb, CASE state WHEN 'RESERVED' THEN :expiresAt END, :now, :now
              FROM :made
              ORDER BY id
              RETURNING id
            ), updated AS (
              -- What stays reserved was extended: it has its time again, and no question is open.
              UPDATE reservations r
              SET state = settled.state,
                  returned = coalesce(settled.returned::integer[], r.returned),
                  expires_at = CASE settled.state WHEN 'RESERVED' THEN :expiresAt END,
                  asked = 0,
                  updated_at = :now
              FROM :settled
              WHERE r.id = settled.id AND r.state = settled.before
              RETURNING r.id
            ), taken_back AS (
              INSERT INTO stock_returns (id, saga_id, step, attempt, participant, tenant, order_id, reservation_id,
                                         skus, quantities, created_at)
              SELECT back.id, back.saga_id, back.step, back.attempt, back.participant, back.tenant, back.order_id,
                     back.reservation, back.skus::text[], back.quantities::integer[], :now
              FROM :back
              WHERE (back.reservation IN (SELECT id FROM inserted UNION ALL SELECT id FROM updated)) IS TRUE
              ORDER BY back.id
              RETURNING id
            ), said AS (
              INSERT INTO outbox (message_id, topic, partition, key, ordered, type, subject, sequence, traceparent,
                                  said_at, data)
              SELECT m.message_id, m.topic, m.partition, m.key, m.ordered, m.type, m.subject, m.sequence,
                     m.traceparent, m.said_at, m.data
              FROM (
                SELECT * FROM :messages
                WHERE (messages.cause IN (
                  SELECT id FROM inserted UNION ALL SELECT id FROM updated UNION ALL SELECT id FROM taken_back)) IS TRUE
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
        COMMITTED;

        static State of(Reservation reservation) {
            return switch (reservation) {
                case Reservation.Reserved any -> RESERVED;
                case Reservation.Rejected any -> REJECTED;
                case Reservation.Released any -> RELEASED;
                case Reservation.Committed any -> COMMITTED;
            };
        }
    }

    /**
     * @param returns those that may be repeats
     */
    record Asked(List<UUID> reservations, List<UUID> returns) {
        static Asked about(List<InventoryCommand> commands) {
            return new Asked(
                    commands.stream().map(Fence::idFor).distinct().toList(),
                    commands.stream()
                            .filter(ReturnStock.class::isInstance)
                            .map(command -> StockReturn.idOf(command.request()))
                            .distinct()
                            .toList());
        }
    }
}
