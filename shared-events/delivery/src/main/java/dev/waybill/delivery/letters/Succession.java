package dev.waybill.delivery.letters;

import dev.waybill.shards.Transaction;
import dev.waybill.shards.sql.NoRow;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Of each parked order the first letter is a culprit: the one that ops has to do with. When letters leave, or come behind one
 * that has left, what waits behind them may be the first, and nobody would find it by the cause of what is gone. It has a
 * cause of its own then, and those behind it are counted with it.
 */
public final class Succession {

    static final Statement<OfOrders, NoRow> PUT_FIRST = Statement.of("letters-put-first", OfOrders.class, """
            WITH orders AS (
              SELECT DISTINCT l.topic, l.order_id FROM dead_letters l WHERE l.id = ANY(:ids) AND l.order_id IS NOT NULL
            ), first AS (
              SELECT DISTINCT ON (l.topic, l.order_id) l.id, l.topic, l.order_id, l.role, l.cause_group
              FROM orders o JOIN dead_letters l ON l.topic = o.topic AND l.order_id = o.order_id
              WHERE l.status = 'parked'
              ORDER BY l.topic, l.order_id, l.nr
            ), promoted AS (
              -- Its version stays: what may be done with it has not changed.
              UPDATE dead_letters l
              SET role = 'culprit', cause_class = :kind, cause_message = :message, cause_shape = :shape,
                  cause_group = :causeGroup
              FROM first f
              WHERE l.id = f.id AND f.role = 'behind'
              RETURNING l.id
            ), told AS (
              INSERT INTO dead_letter_history (letter, at, actor, what, detail)
              SELECT p.id, :now, :actor, 'became-first', :message FROM promoted p
            )
            UPDATE parked_orders p
            SET cause_group = CASE f.role WHEN 'behind' THEN :causeGroup ELSE f.cause_group END
            FROM first f
            WHERE p.topic = f.topic AND p.order_id = f.order_id
            """);

    static final Statement<Followed, NoRow> FOLLOW = Statement.of("letters-follow", Followed.class, """
            UPDATE dead_letters b
            SET cause_group = p.cause_group
            FROM parked_orders p
            WHERE (p.topic, p.order_id) IN (SELECT l.topic, l.order_id FROM dead_letters l WHERE l.id = ANY(:ids))
              AND b.status = 'parked' AND b.role = 'behind' AND b.topic = p.topic AND b.order_id = p.order_id
              AND b.cause_group <> p.cause_group
            """);

    /** A class of causes: nothing is wrong with such a letter itself, as far as anybody knows. */
    private static final String KIND = "left_behind";

    private static final Cause REPLAYED = Cause.of(
            KIND, "What it waited behind was replayed; now it is the first of its order, and has not been tried.");
    private static final Cause DISCARDED = Cause.of(
            KIND, "What it waited behind was discarded; now it is the first of its order, and has not been tried.");

    private static final Cause SETTLED_BEFORE = Cause.of(
            KIND,
            "What it waited behind was settled before; now it is the first of its order, and has not been tried.");

    private Succession() {}

    record OfOrders(
            List<UUID> ids, String kind, String message, String shape, String causeGroup, String actor, Instant now) {}

    record Followed(List<UUID> ids) {}

    /**
     * @param gone letters that were replayed in the transaction, which has locked their parked orders
     */
    public static void afterReplay(Transaction transaction, List<UUID> gone, String actor, Instant now) {
        after(transaction, gone, REPLAYED, actor, now);
    }

    /** As above, of letters that were discarded. */
    public static void afterDiscard(Transaction transaction, List<UUID> gone, String actor, Instant now) {
        after(transaction, gone, DISCARDED, actor, now);
    }

    /**
     * As above, of letters that were put behind one that may have left.
     *
     * @param service that has put them there
     */
    static void afterComing(Transaction transaction, List<UUID> come, String service, Instant now) {
        after(transaction, come, SETTLED_BEFORE, service, now);
    }

    private static void after(Transaction transaction, List<UUID> ids, Cause cause, String actor, Instant now) {
        transaction.send(
                PUT_FIRST, new OfOrders(ids, cause.kind(), cause.message(), cause.shape(), cause.group(), actor, now));
        // A statement of its own: it sees the orders' new groups.
        transaction.send(FOLLOW, new Followed(ids));
    }
}
