package dev.waybill.ops.sagas;

import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.sql.Statement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sagas read for people, each with one statement. */
@Singleton
public class StoredSagas {

    public static final Statement<Wanted, StoredSaga> OPEN =
            Statement.of("open-sagas", Wanted.class, StoredSaga.class, """
            WITH open AS MATERIALIZED (
              -- The open ones are few and have an index of their own. Not merged into what follows, or the planner might
              -- walk through years of ended ones in the order of their ids.
              SELECT s.id, s.definition, s.paused, s.parked_reason, s.due_at,
                     EXISTS (SELECT FROM saga_pauses p WHERE p.definition IN (s.definition, '*')) AS halted
              FROM sagas s
              WHERE s.ended_at IS NULL
            ), wanted AS (
              SELECT id, halted
              FROM open
              WHERE id > :after
                AND (:definition IS NULL OR definition = :definition)
                AND CASE :listing
                      WHEN 'OPEN' THEN true
                      WHEN 'OVERDUE' THEN due_at < :now AND NOT paused AND NOT halted
                      WHEN 'PARKED' THEN parked_reason IS NOT NULL
                      WHEN 'PAUSED' THEN paused OR halted
                    END
              ORDER BY id
              LIMIT :atMost
            )
            SELECT s.id, s.order_id, s.tenant, s.definition, s.number, s.phase, s.steps::text AS steps,
                   s.refusal_cause, s.refusal_reason, s.refusal_detail, s.parked_reason, s.paused, w.halted, s.due_at,
                   s.started_at, s.updated_at, s.ended_at, o.state AS order_state
            FROM wanted w
            JOIN sagas s ON s.id = w.id
            JOIN orders o ON o.id = s.order_id
            ORDER BY s.id
            """);

    static final Statement<ById, StoredSaga> FIND = Statement.of("find-saga", ById.class, StoredSaga.class, """
            SELECT s.id, s.order_id, s.tenant, s.definition, s.number, s.phase, s.steps::text AS steps,
                   s.refusal_cause, s.refusal_reason, s.refusal_detail, s.parked_reason, s.paused,
                   EXISTS (SELECT FROM saga_pauses p WHERE p.definition IN (s.definition, '*')) AS halted, s.due_at,
                   s.started_at, s.updated_at, s.ended_at, o.state AS order_state
            FROM sagas s JOIN orders o ON o.id = s.order_id
            WHERE s.id = :id
            """);

    public static final Statement<OfOrder, StoredSaga> OF_ORDER =
            Statement.of("sagas-of-order", OfOrder.class, StoredSaga.class, """
            -- By primary keys: an order's first saga has the order's id, and each later one its reversal's.
            SELECT s.id, s.order_id, s.tenant, s.definition, s.number, s.phase, s.steps::text AS steps,
                   s.refusal_cause, s.refusal_reason, s.refusal_detail, s.parked_reason, s.paused,
                   EXISTS (SELECT FROM saga_pauses p WHERE p.definition IN (s.definition, '*')) AS halted, s.due_at,
                   s.started_at, s.updated_at, s.ended_at, o.state AS order_state
            FROM sagas s JOIN orders o ON o.id = s.order_id
            WHERE s.id = ANY(ARRAY(SELECT :orderId UNION SELECT r.id FROM reversals r WHERE r.order_id = :orderId))
            ORDER BY s.started_at, s.id
            """);

    private final Shards shards;

    StoredSagas(Shards shards) {
        this.shards = shards;
    }

    /** Which sagas a list shows. */
    public enum Listing {
        OPEN,
        /** Those that should have been looked after by now. */
        OVERDUE,
        PARKED,
        /** Those that ops has stopped, alone or with all of their definition. */
        PAUSED
    }

    /**
     * @param after only those begun after this one
     * @param definition null for all
     */
    public record Wanted(Listing listing, @Nullable String definition, UUID after, Instant now, int atMost) {}

    record ById(UUID id) {}

    public record OfOrder(UUID orderId) {}

    /** Absent if there is none; an outage is a failure. */
    public Optional<StoredSaga> find(UUID id) {
        return home(id).run(FIND, new ById(id)).stream().findFirst();
    }

    /** The shard that has it, if any has. */
    public Shard home(UUID id) {
        return shards.ofSlot(RoutedId.slotOf(id));
    }
}
