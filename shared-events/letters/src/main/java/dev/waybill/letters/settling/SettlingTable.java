package dev.waybill.letters.settling;

import dev.waybill.letters.searching.LetterFilter;
import dev.waybill.letters.searching.Selection;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What ops changes of letters by hand. */
final class SettlingTable {

    static final Statement<Wanted, Chosen> CHOOSE =
            Statement.of("letters-choose", Wanted.class, Chosen.class, "WITH " + Selection.CHOSEN + """
            , locked AS (
              -- Sorted, as every transaction locks them that needs several.
              SELECT p.order_id
              FROM parked_orders p
              WHERE (p.topic, p.order_id) IN (SELECT c.topic, c.order_id FROM chosen c)
              ORDER BY p.topic, p.order_id
              FOR UPDATE
            )
            SELECT c.id FROM chosen c WHERE (SELECT count(*) FROM locked) >= 0
            """);

    static final Statement<Discard, Discarded> DISCARD =
            Statement.of("letters-discard", Discard.class, Discarded.class, """
            WITH gone AS (
              UPDATE dead_letters l
              SET status = 'discarded', settled_at = :now, version = l.version + 1
              WHERE l.id = ANY(:ids) AND l.status = 'parked'
              RETURNING l.id, l.topic, l.order_id
            ), unparked AS (
              DELETE FROM parked_orders p
              WHERE (p.topic, p.order_id) IN (SELECT g.topic, g.order_id FROM gone g)
                AND NOT EXISTS (SELECT FROM dead_letters o
                                WHERE o.status = 'parked' AND o.topic = p.topic AND o.order_id = p.order_id
                                  AND o.id NOT IN (SELECT g.id FROM gone g))
            ), told AS (
              INSERT INTO dead_letter_history (letter, at, actor, what, reason)
              SELECT g.id, :now, :actor, 'discarded', :reason FROM gone g
            ), counted AS (
              SELECT count(*) AS letters FROM gone
            ), noted AS (
              INSERT INTO dead_letter_actions (verb, actor, reason, subject, letters, done_at)
              SELECT 'discard', :actor, :reason, :subject, c.letters, :now FROM counted c WHERE c.letters > 0
            )
            SELECT c.letters FROM counted c
            """);

    static final Statement<Edit, Chosen> EDIT = Statement.of("letter-edit", Edit.class, Chosen.class, """
            WITH mended AS (
              UPDATE dead_letters l
              SET original_payload = CASE WHEN l.edited THEN l.original_payload ELSE l.payload END, edited = true,
                  payload = :payload, tenant = :tenant, saga = :saga, step = :step, attempt = :attempt,
                  version = l.version + 1
              WHERE l.id = :id AND l.status = 'parked' AND l.version = :version
              RETURNING l.id
            ), told AS (
              INSERT INTO dead_letter_history (letter, at, actor, what, reason)
              SELECT m.id, :now, :actor, 'edited', :reason FROM mended m
            ), noted AS (
              INSERT INTO dead_letter_actions (verb, actor, reason, subject, letters, done_at)
              SELECT 'edit', :actor, :reason, :id::text, 1, :now FROM mended m
            )
            SELECT m.id FROM mended m
            """);

    private SettlingTable() {}

    record Wanted(List<UUID> ids, List<LetterFilter> filter) {}

    record Chosen(UUID id) {}

    record Discard(List<UUID> ids, String actor, String reason, String subject, Instant now) {}

    record Discarded(long letters) {}

    record Edit(
            UUID id,
            int version,
            byte[] payload,
            @Nullable String tenant,
            @Nullable UUID saga,
            @Nullable String step,
            @Nullable Integer attempt,
            String actor,
            String reason,
            Instant now) {}
}
