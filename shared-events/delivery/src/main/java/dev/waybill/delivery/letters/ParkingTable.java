package dev.waybill.delivery.letters;

import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What consumers ask of the store. */
final class ParkingTable {

    static final Statement<All, Parked> PARKED = Statement.of("letters-parked", All.class, Parked.class, """
            SELECT p.order_id FROM parked_orders p WHERE p.topic = :topic LIMIT :atMost
            """);

    static final Statement<Orders, Parked> PARKED_AMONG =
            Statement.of("letters-parked-among", Orders.class, Parked.class, """
            SELECT p.order_id FROM parked_orders p WHERE p.topic = :topic AND p.order_id = ANY(:orders)
            """);

    static final Statement<Behind, Parked> DIVERT = Statement.of("letters-divert", Behind.class, Parked.class, """
            WITH held AS (
              -- Takes turns with a replay that is about to let the order go. A row that was waited for and is gone is none,
              -- and its messages are handled as they come.
              SELECT p.order_id, p.cause_group
              FROM parked_orders p
              WHERE p.topic = :topic AND p.order_id = ANY(:orders)
              ORDER BY p.order_id
              FOR UPDATE
            ), put AS (
              INSERT INTO dead_letters (id, topic, partition, place, sent_at, key, headers, payload, type, order_id, tenant,
                saga, step, attempt, role, cause_class, cause_message, cause_shape, cause_group, first_failed_at,
                last_failed_at)
              SELECT l.id, l.topic, l.partition, l.place, l.sent_at, l.key, l.headers, l.payload, l.type, l.order_id,
                l.tenant, l.saga, l.step, l.attempt, l.role, l.cause_class, l.cause_message, l.cause_shape,
                held.cause_group, :now, :now
              FROM (SELECT * FROM :letters) AS l
              JOIN held ON held.order_id = l.order_id
              ORDER BY l.nr
              ON CONFLICT DO NOTHING
              RETURNING id, cause_message
            ), told AS (
              INSERT INTO dead_letter_history (letter, at, actor, what, detail)
              SELECT put.id, :now, :service, 'parked', put.cause_message FROM put
            )
            SELECT held.order_id FROM held
            """);

    static final Statement<Casualties, Front> PARK = Statement.of("letters-park", Casualties.class, Front.class, """
            WITH put AS (
              -- One that is there already came again, and stays what it has become since.
              INSERT INTO dead_letters (id, topic, partition, place, sent_at, key, headers, payload, type, order_id, tenant,
                saga, step, attempt, role, cause_class, cause_message, cause_shape, cause_group, first_failed_at,
                last_failed_at)
              SELECT l.id, l.topic, l.partition, l.place, l.sent_at, l.key, l.headers, l.payload, l.type, l.order_id,
                l.tenant, l.saga, l.step, l.attempt, l.role, l.cause_class, l.cause_message, l.cause_shape,
                l.cause_group, :now, :now
              FROM (SELECT * FROM :letters) AS l
              ORDER BY l.nr
              ON CONFLICT DO NOTHING
              RETURNING id, nr, topic, order_id, role, cause_group, cause_message
            ), told AS (
              INSERT INTO dead_letter_history (letter, at, actor, what, detail)
              SELECT put.id, :now, :service, 'parked', put.cause_message FROM put
            ), front AS (
              SELECT DISTINCT ON (put.topic, put.order_id) put.id, put.topic, put.order_id, put.role, put.cause_group
              FROM put
              WHERE put.order_id IS NOT NULL
              ORDER BY put.topic, put.order_id, put.nr
            ), parked AS (
              INSERT INTO parked_orders (topic, order_id, cause_group, parked_at)
              SELECT front.topic, front.order_id, front.cause_group, :now
              FROM front
              ORDER BY front.topic, front.order_id
              -- Takes the row's lock: who lets the order go at this moment must see the new letter, or be done before.
              ON CONFLICT (topic, order_id) DO UPDATE SET parked_at = parked_orders.parked_at
            )
            -- What they wait behind came again, and may be settled.
            SELECT front.id FROM front WHERE front.role = 'behind'
            """);

    private ParkingTable() {}

    record All(String topic, int atMost) {}

    record Orders(String topic, List<UUID> orders) {}

    record Parked(UUID orderId) {}

    record Behind(String topic, List<UUID> orders, List<Letter> letters, String service, Instant now) {}

    /** The first that was stored of an order, though it only waits behind another. */
    record Front(UUID id) {}

    record Casualties(List<Letter> letters, String service, Instant now) {}
}
