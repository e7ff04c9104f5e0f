package dev.waybill.ops.pausing;

import dev.waybill.shards.sql.NoParameters;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;

/**
 * Pauses of a definition's sagas, or of all, on one shard. Each statement is a transaction: the pause, the entry in the log
 * of actions, and for the end of a pause the sagas that go on. Repeating one changes nothing.
 */
final class Pauses {

    static final Statement<NoParameters, Pause> ALL = Statement.of("pauses", NoParameters.class, Pause.class, """
            SELECT p.definition, p.reason, p.paused_by, p.paused_at FROM saga_pauses p ORDER BY p.definition
            """);

    static final Statement<Order, Changed> PAUSE = Statement.of("pause-sagas", Order.class, Changed.class, """
            WITH paused AS (
              INSERT INTO saga_pauses (definition, paused_by, reason, paused_at)
              VALUES (:definition, :actor, :reason, :now)
              ON CONFLICT (definition) DO NOTHING
              RETURNING definition
            ), recorded AS (
              INSERT INTO ops_actions (definition, verb, actor, reason, done_at)
              SELECT definition, 'pause', :actor, :reason, :now FROM paused
            )
            SELECT (SELECT count(*) FROM paused) AS changed, 0::bigint AS sagas
            """);

    static final Statement<End, Changed> RESUME = Statement.of("resume-sagas", End.class, Changed.class, """
            WITH resumed AS (
              DELETE FROM saga_pauses WHERE definition = :definition RETURNING definition
            ), held AS (
              -- In the order of their ids, as all lock them.
              SELECT s.id
              FROM sagas s
              WHERE s.ended_at IS NULL AND NOT s.paused
                AND (:definition = '*' OR s.definition = :definition)
                AND EXISTS (SELECT FROM resumed)
              ORDER BY s.id
              FOR UPDATE OF s
            ), woken AS (
              -- The rescuer finds them, and sends what they have open: it may have been kept back.
              UPDATE sagas s SET due_at = :due FROM held WHERE s.id = held.id RETURNING s.id
            ), recorded AS (
              INSERT INTO ops_actions (definition, verb, actor, reason, detail, done_at)
              SELECT definition, 'resume', :actor, :reason,
                     format('%s open sagas go on', (SELECT count(*) FROM woken)), :now
              FROM resumed
            )
            SELECT (SELECT count(*) FROM resumed) AS changed, (SELECT count(*) FROM woken) AS sagas
            """);

    private Pauses() {}

    record Pause(String definition, String reason, String pausedBy, Instant pausedAt) {}

    /**
     * @param definition {@code *} for all
     */
    record Order(String definition, String actor, String reason, Instant now) {}

    /**
     * @param due when the sagas are due that go on
     */
    record End(String definition, String actor, String reason, Instant now, Instant due) {}

    /**
     * @param changed 0 if the shard was that way already
     * @param sagas that go on
     */
    record Changed(long changed, long sagas) {}
}
