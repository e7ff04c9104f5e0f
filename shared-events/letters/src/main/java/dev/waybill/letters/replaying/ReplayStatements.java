package dev.waybill.letters.replaying;

import dev.waybill.letters.LetterRow;
import dev.waybill.letters.searching.LetterFilter;
import dev.waybill.letters.searching.Selection;
import dev.waybill.shards.sql.NoParameters;
import dev.waybill.shards.sql.NoRow;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Replays as a whole: begun, looked at, told to end and to go on. */
final class ReplayStatements {

    static final Statement<NoParameters, Alone> BEGIN_ALONE =
            Statement.of("replay-begin-alone", NoParameters.class, Alone.class, """
            -- Until the end of the transaction. Of two replays that want the same letters, the second must see what the first
            -- has: in one statement, it would wait for the letters and then still not know of the replay that has them.
            SELECT count(*) AS locks FROM pg_advisory_xact_lock(hashtextextended('dead_letter_replays', 0))
            """);

    static final Statement<Begin, Begun> BEGIN = Statement.of(
            "replay-begin", Begin.class, Begun.class, "WITH " + Selection.CHOSEN + ", " + Selection.LINE + """
            , taken AS (
              -- What another replay is about to apply stays that one's. Asked for again, a replay takes no more than it has.
              UPDATE dead_letters l
              SET replay = :replay, replay_state = 'waiting'
              WHERE l.id IN (SELECT line.id FROM line) AND l.status = 'parked'
                AND NOT EXISTS (SELECT FROM dead_letter_replays r WHERE r.id = :replay)
                AND (l.replay_state IS DISTINCT FROM 'waiting'
                     OR NOT EXISTS (SELECT FROM dead_letter_replays r WHERE r.id = l.replay AND r.status = 'RUNNING'))
              RETURNING l.id
            ), told AS (
              INSERT INTO dead_letter_history (letter, at, actor, what, reason, detail)
              SELECT taken.id, :now, :actor, 'replay-begun', :reason, :replay::text FROM taken
            ), counted AS (
              SELECT count(*) AS letters FROM taken
            ), begun AS (
              INSERT INTO dead_letter_replays (id, actor, reason, begun_at, status, letters, per_second, share_per_second,
                stop_at_error_percent)
              SELECT :replay, :actor, :reason, :now, CASE WHEN c.letters = 0 THEN 'FINISHED' ELSE 'RUNNING' END, c.letters,
                :perSecond, :perSecond, :stopAtErrorPercent
              FROM counted c
              ON CONFLICT (id) DO NOTHING
              RETURNING letters
            ), noted AS (
              INSERT INTO dead_letter_actions (verb, actor, reason, subject, letters, done_at)
              SELECT 'replay', :actor, :reason, :subject, begun.letters, :now FROM begun
            )
            SELECT begun.letters FROM begun
            """);

    static final Statement<Share, NoRow> SHARE = Statement.of("replay-share", Share.class, """
            UPDATE dead_letter_replays SET share_per_second = :share WHERE id = :replay
            """);

    static final Statement<ById, ReplayRow> BY_ID =
            Statement.of("replay-by-id", ById.class, ReplayRow.class, "SELECT " + ReplayRow.COLUMNS + """
            FROM dead_letter_replays r WHERE r.id = :replay
            """);

    static final Statement<Latest, ReplayRow> LATEST =
            Statement.of("replays-latest", Latest.class, ReplayRow.class, "SELECT " + ReplayRow.COLUMNS + """
            FROM dead_letter_replays r ORDER BY r.begun_at DESC, r.id LIMIT :atMost
            """);

    static final Statement<NoParameters, ById> RUNNING =
            Statement.of("replays-running", NoParameters.class, ById.class, """
            SELECT r.id AS replay FROM dead_letter_replays r WHERE r.status = 'RUNNING' ORDER BY r.begun_at, r.id
            """);

    static final Statement<Told, ReplayRow> CANCEL =
            Statement.of("replay-cancel", Told.class, ReplayRow.class, """
            WITH ended AS (
              UPDATE dead_letter_replays r
              SET status = 'CANCELLED', why_stopped = :reason
              WHERE r.id = :replay AND r.status IN ('RUNNING', 'STOPPED')
              RETURNING
            """ + ReplayRow.COLUMNS + """
            ), noted AS (
              INSERT INTO dead_letter_actions (verb, actor, reason, subject, letters, done_at)
              SELECT 'cancel-replay', :actor, :reason, :replay::text, ended.letters, :now FROM ended
            )
            SELECT * FROM ended
            """);

    static final Statement<Told, ReplayRow> RESUME =
            Statement.of("replay-resume", Told.class, ReplayRow.class, """
            WITH going_on AS (
              -- Ops has seen what failed: only what comes from now on counts for the error rate.
              UPDATE dead_letter_replays r
              SET status = 'RUNNING', why_stopped = NULL,
                  forgiven_tries = r.applied + r.duplicate + r.fenced + r.failed, forgiven_failures = r.failed
              WHERE r.id = :replay AND r.status IN ('STOPPED', 'CANCELLED')
              RETURNING
            """ + ReplayRow.COLUMNS + """
            ), noted AS (
              INSERT INTO dead_letter_actions (verb, actor, reason, subject, letters, done_at)
              SELECT 'resume-replay', :actor, :reason, :replay::text, g.letters, :now FROM going_on g
            )
            SELECT * FROM going_on
            """);

    static final Statement<Held, ReplayRow> TAKE =
            Statement.of("replay-take", Held.class, ReplayRow.class, """
            UPDATE dead_letter_replays r
            SET holder = :holder, held_until = now() + interval '5 seconds'
            WHERE r.id = :replay AND r.status = 'RUNNING' AND (r.holder = :holder OR r.held_until < now())
            RETURNING
            """ + ReplayRow.COLUMNS);

    /** Another replay is about to apply an older one of its order: this one's turn comes after that. */
    private static final String NOT_ANOTHERS_TURN = """
            AND NOT EXISTS (SELECT FROM dead_letters o JOIN dead_letter_replays r ON r.id = o.replay
                            WHERE o.status = 'parked' AND o.topic = l.topic AND o.order_id = l.order_id AND o.nr < l.nr
                              AND o.replay <> :replay AND o.replay_state = 'waiting' AND r.status = 'RUNNING')
            """;

    static final Statement<Next, NextLetter> NEXT = Statement.of(
            "replay-next",
            Next.class,
            NextLetter.class,
            """
            -- Whole orders, as far as they are there: what one of its messages says is answered soon, and the answer must not
            -- have to wait for the rest.
            WITH head AS (
              SELECT l.id, l.topic, l.order_id
              FROM dead_letters l
              WHERE l.replay = :replay AND l.replay_state = 'waiting' AND l.status = 'parked'
            """ + NOT_ANOTHERS_TURN + """
              ORDER BY l.nr
              LIMIT :atMost
            )
            SELECT l.id,
                   EXISTS (SELECT FROM dead_letters o
                           WHERE o.status = 'parked' AND o.topic = l.topic AND o.order_id = l.order_id AND o.nr < l.nr
                             AND (o.replay IS DISTINCT FROM :replay OR o.replay_state <> 'waiting')) AS blocked,
            """ + LetterRow.BYTES + """
            FROM dead_letters l
            WHERE l.replay = :replay AND l.replay_state = 'waiting' AND l.status = 'parked'
              AND (l.id IN (SELECT head.id FROM head)
                   OR (l.topic, l.order_id) IN (SELECT head.topic, head.order_id FROM head))
            """ + NOT_ANOTHERS_TURN + """
            ORDER BY l.nr
            LIMIT 2 * :atMost + 100
            """);

    static final Statement<Named, LetterRow> LOAD =
            Statement.of("replay-load", Named.class, LetterRow.class, "SELECT " + LetterRow.COLUMNS_TO_APPLY + """
            FROM dead_letters l
            WHERE l.id = ANY(:ids) AND l.status = 'parked'
            ORDER BY l.nr
            """);

    static final Statement<ById, ById> FINISH = Statement.of("replay-finish", ById.class, ById.class, """
            UPDATE dead_letter_replays r SET status = 'FINISHED'
            WHERE r.id = :replay AND r.status = 'RUNNING'
              AND NOT EXISTS (SELECT FROM dead_letters l
                              WHERE l.replay = r.id AND l.replay_state = 'waiting' AND l.status = 'parked')
            RETURNING r.id AS replay
            """);

    static final Statement<Stop, NoRow> STOP = Statement.of("replay-stop", Stop.class, """
            UPDATE dead_letter_replays SET status = 'STOPPED', why_stopped = :why
            WHERE id = :replay AND status = 'RUNNING'
            """);

    private ReplayStatements() {}

    record Alone(long locks) {}

    record Begin(
            List<UUID> ids,
            List<LetterFilter> filter,
            UUID replay,
            String actor,
            String reason,
            String subject,
            int perSecond,
            int stopAtErrorPercent,
            Instant now) {}

    record Begun(long letters) {}

    record Share(UUID replay, int share) {}

    record ById(UUID replay) {}

    record Latest(int atMost) {}

    record Told(UUID replay, String actor, String reason, Instant now) {}

    record Held(UUID replay, String holder) {}

    record Next(UUID replay, int atMost) {}

    /**
     * @param blocked whether an older letter of its order is parked and not about to be replayed
     */
    record NextLetter(UUID id, boolean blocked, int bytes) {}

    record Named(List<UUID> ids) {}

    record Stop(UUID replay, String why) {}
}
