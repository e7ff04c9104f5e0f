package dev.waybill.letters.replaying;

import dev.waybill.shards.sql.NoRow;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a replay does to letters, in the transaction that applies them or in one of its own. */
final class SettlingStatements {

    static final Statement<Orders, Locked> LOCK = Statement.of("replay-lock", Orders.class, Locked.class, """
            -- As every transaction locks them that needs several: sorted. What comes for the orders now waits for the end of
            -- this one; and the next statement sees what came before.
            SELECT p.order_id FROM parked_orders p
            WHERE p.topic = :topic AND p.order_id = ANY(:orders)
            ORDER BY p.order_id
            FOR UPDATE
            """);

    static final Statement<Applied, Settled> SETTLE = Statement.of("replay-settle", Applied.class, Settled.class, """
            WITH settled AS (
              -- Only as it was read, and only if nothing older of its order stays.
              UPDATE dead_letters l
              SET status = 'replayed', replay_state = done.outcome, settled_at = :now, version = l.version + 1
              FROM :done
              WHERE l.id = done.id AND l.version = done.version AND l.status = 'parked'
                AND l.replay = :replay AND l.replay_state = 'waiting'
                AND NOT EXISTS (SELECT FROM dead_letters o
                                WHERE o.status = 'parked' AND o.topic = l.topic AND o.order_id = l.order_id AND o.nr < l.nr
                                  AND o.id NOT IN (SELECT unnest(:ids)))
              RETURNING l.id, l.topic, l.order_id, done.outcome, done.why
            ), left_over AS (
              SELECT p.topic, p.order_id
              FROM parked_orders p
              WHERE (p.topic, p.order_id) IN (SELECT s.topic, s.order_id FROM settled s)
                AND EXISTS (SELECT FROM dead_letters o
                            WHERE o.status = 'parked' AND o.topic = p.topic AND o.order_id = p.order_id
                              AND o.id NOT IN (SELECT unnest(:ids)))
            ), unparked AS (
              DELETE FROM parked_orders p
              WHERE (p.topic, p.order_id) IN (SELECT s.topic, s.order_id FROM settled s)
                AND (p.topic, p.order_id) NOT IN (SELECT o.topic, o.order_id FROM left_over o)
            ), told AS (
              INSERT INTO dead_letter_history (letter, at, actor, what, reason, detail)
              SELECT s.id, :now, :actor, CASE s.outcome WHEN 'applied' THEN 'replayed' ELSE s.outcome END, :reason, s.why
              FROM settled s
            ), counted AS (
              UPDATE dead_letter_replays r
              SET applied = r.applied + c.applied, duplicate = r.duplicate + c.duplicate, fenced = r.fenced + c.fenced
              FROM (SELECT count(*) FILTER (WHERE s.outcome = 'applied') AS applied,
                           count(*) FILTER (WHERE s.outcome = 'duplicate') AS duplicate,
                           count(*) FILTER (WHERE s.outcome = 'fenced') AS fenced
                    FROM settled s) c
              WHERE r.id = :replay
            )
            SELECT s.id, (s.topic, s.order_id) IN (SELECT o.topic, o.order_id FROM left_over o) IS TRUE AS leaves_some
            FROM settled s
            """);

    static final Statement<Come, NoRow> TAKE_ALONG = Statement.of("replay-take-along", Come.class, """
            WITH taken AS (
              -- Unless it would have to wait for something else of its order.
              UPDATE dead_letters l
              SET replay = :replay, replay_state = 'waiting'
              WHERE (l.topic, l.order_id) IN (SELECT g.topic, g.order_id FROM dead_letters g WHERE g.id = ANY(:gone))
                AND l.status = 'parked' AND l.role = 'behind' AND l.replay IS NULL
                AND NOT EXISTS (SELECT FROM dead_letters o
                                WHERE o.status = 'parked' AND o.topic = l.topic AND o.order_id = l.order_id AND o.nr < l.nr
                                  AND (o.replay IS DISTINCT FROM :replay OR o.replay_state <> 'waiting')
                                  AND NOT (o.role = 'behind' AND o.replay IS NULL))
              RETURNING l.id
            ), told AS (
              INSERT INTO dead_letter_history (letter, at, actor, what, reason, detail)
              SELECT taken.id, :now, :actor, 'replay-begun', :reason, :replay::text FROM taken
            )
            UPDATE dead_letter_replays r SET letters = r.letters + (SELECT count(*) FROM taken) WHERE r.id = :replay
            """);

    static final Statement<Failed, NoRow> FAIL = Statement.of("replay-fail", Failed.class, """
            WITH failed AS (
              UPDATE dead_letters l
              SET role = 'culprit', cause_class = f.kind, cause_message = f.message, cause_shape = f.shape,
                  cause_group = f.cause_group, last_failed_at = :now, attempts = l.attempts + 1, version = l.version + 1,
                  replay_state = 'failed'
              FROM (SELECT * FROM :failures) f
              WHERE l.id = f.id AND l.version = f.version AND l.status = 'parked'
                AND l.replay = :replay AND l.replay_state = 'waiting'
              RETURNING l.id, l.topic, l.order_id, l.cause_group, l.cause_message
            ), held AS (
              UPDATE dead_letters l
              SET replay_state = 'held'
              WHERE l.id = ANY(:held) AND l.status = 'parked' AND l.replay = :replay AND l.replay_state = 'waiting'
              RETURNING l.id
            ), parked AS (
              UPDATE parked_orders p SET cause_group = f.cause_group
              FROM failed f
              WHERE p.topic = f.topic AND p.order_id = f.order_id
            ), told AS (
              INSERT INTO dead_letter_history (letter, at, actor, what, reason, detail)
              SELECT f.id, :now, :actor, 'failed', :reason, f.cause_message FROM failed f
            )
            UPDATE dead_letter_replays r
            SET failed = r.failed + (SELECT count(*) FROM failed), held = r.held + (SELECT count(*) FROM held)
            WHERE r.id = :replay
            """);

    static final Statement<Moved, NoRow> MOVE_BEHIND = Statement.of("replay-move-behind", Moved.class, """
            -- What waits behind is counted with what it waits for, which may have another cause now.
            UPDATE dead_letters b
            SET cause_group = p.cause_group
            FROM parked_orders p
            WHERE p.topic = :topic AND p.order_id = ANY(:orders)
              AND b.status = 'parked' AND b.role = 'behind' AND b.topic = p.topic AND b.order_id = p.order_id
              AND b.cause_group <> p.cause_group
            """);

    private SettlingStatements() {}

    record Orders(String topic, List<UUID> orders) {}

    record Locked(UUID orderId) {}

    /** A letter whose effect is in the same transaction. */
    record Done(UUID id, int version, String outcome, String why) {}

    /**
     * @param ids of those that are done
     */
    record Applied(List<Done> done, List<UUID> ids, UUID replay, String actor, String reason, Instant now) {}

    /**
     * @param leavesSome whether other letters of its order are parked on
     */
    record Settled(UUID id, boolean leavesSome) {}

    /**
     * @param gone letters that were settled in the transaction, of orders of which others are parked on
     */
    record Come(List<UUID> gone, UUID replay, String actor, String reason, Instant now) {}

    record Failure(UUID id, int version, String kind, String message, String shape, String causeGroup) {}

    record Failed(List<Failure> failures, List<UUID> held, UUID replay, String actor, String reason, Instant now) {}

    record Moved(String topic, List<UUID> orders) {}
}
