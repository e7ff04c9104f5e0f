package dev.waybill.letters.searching;

import dev.waybill.letters.LetterRow;
import dev.waybill.letters.LetterView;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is asked of one shard's letters. */
final class LetterStatements {

    static final Statement<Page, LetterRow> PAGE = Statement.of(
            "letters-page",
            Page.class,
            LetterRow.class,
            """
            SELECT l.id, l.nr, l.topic, l.partition, l.place, l.sent_at, l.key, l.headers,
                   -- Enough for what is shown of each.
                   substring(l.payload FOR 1000) AS payload, NULL::bytea AS original_payload, l.edited,
                   l.type, l.order_id, l.tenant, l.saga, l.step, l.attempt, l.role, l.status, l.cause_class,
                   l.cause_message, l.cause_group, l.first_failed_at, l.last_failed_at, l.attempts, l.version, l.replay
            FROM :filter JOIN dead_letters l ON
            """ + LetterFilter.MATCHES + """
            WHERE (l.last_failed_at, l.id) < (:beforeAt, :beforeId) AND
            """ + LetterFilter.CULPRITS_OF_A_GROUP + """
            ORDER BY l.last_failed_at DESC, l.id DESC
            LIMIT :atMost
            """);

    static final Statement<Grouped, GroupRow> GROUPS =
            Statement.of("letters-groups", Grouped.class, GroupRow.class, """
            SELECT l.cause_group,
                   coalesce(min(l.cause_class) FILTER (WHERE l.role = 'culprit'), min(l.cause_class)) AS cause_class,
                   coalesce(min(l.cause_shape) FILTER (WHERE l.role = 'culprit'), min(l.cause_shape)) AS shape,
                   coalesce(min(l.cause_message) FILTER (WHERE l.role = 'culprit'), min(l.cause_message)) AS example,
                   count(*) FILTER (WHERE l.role = 'culprit') AS culprits,
                   count(*) FILTER (WHERE l.role = 'behind') AS behind,
                   count(DISTINCT l.order_id) AS orders,
                   array_agg(DISTINCT l.topic) AS topics,
                   array_remove(array_agg(DISTINCT l.type), NULL) AS types,
                   min(l.first_failed_at) AS first_failed_at,
                   max(l.last_failed_at) AS last_failed_at
            FROM :filter JOIN dead_letters l ON
            """ + LetterFilter.MATCHES + """
            GROUP BY l.cause_group
            """);

    static final Statement<ById, LetterRow> BY_ID =
            Statement.of("letter-by-id", ById.class, LetterRow.class, "SELECT " + LetterRow.COLUMNS + """
            FROM dead_letters l WHERE l.id = :id
            """);

    static final Statement<ById, LetterView.Event> HISTORY =
            Statement.of("letter-history", ById.class, LetterView.Event.class, """
            SELECT h.at, h.actor AS by, h.what, h.reason, h.detail FROM dead_letter_history h WHERE h.letter = :id ORDER BY h.nr
            """);

    private LetterStatements() {}

    record Page(List<LetterFilter> filter, Instant beforeAt, UUID beforeId, int atMost) {}

    record Grouped(List<LetterFilter> filter) {}

    record ById(UUID id) {}

    record GroupRow(
            String causeGroup,
            String causeClass,
            String shape,
            String example,
            long culprits,
            long behind,
            long orders,
            List<String> topics,
            List<String> types,
            Instant firstFailedAt,
            Instant lastFailedAt) {}
}
