package dev.waybill.stock.auditing;

import dev.waybill.auditing.AuditCheck;
import dev.waybill.auditing.AuditChecks;
import dev.waybill.auditing.DriftRow;
import dev.waybill.shards.sql.Statement;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The checks of stock. Each SKU's counts are sums that are kept as they change; here they are added up anew, from rows that
 * other statements have written. What is held now is added up by every audit. What was ever received, sold or returned takes
 * seconds for millions of reservations and is added up seldom; a shard on which it takes longer than the audit's deadline is
 * reported as not checked.
 */
final class StockAudit {

    static final Statement<AuditCheck.Shown, DriftRow> COUNTS =
            Statement.of("audit-stock-counts", AuditCheck.Shown.class, DriftRow.class, """
            -- The table's constraints say so too; constraints can be dropped, and disks forget. Costs a pass over stock, a row
            -- for each SKU.
            SELECT tenant || '/' || sku AS subject,
                   json_build_object('available', available, 'reserved', reserved, 'received', received, 'sold', sold,
                                     'returned', returned)::text AS found,
                   count(*) OVER () AS drifts
            FROM stock
            WHERE available + reserved <> received - sold + returned
               OR least(available, reserved, received, sold, returned) < 0
               OR returned > sold
            ORDER BY subject
            LIMIT :most
            """);

    static final Statement<AuditCheck.Shown, DriftRow> RESERVED =
            Statement.of("audit-stock-reserved", AuditCheck.Shown.class, DriftRow.class, """
            -- Costs a pass over stock, and what is held now, by the index of what expires.
            WITH held AS (
              SELECT r.tenant, units.sku, sum(units.quantity) AS quantity
              FROM reservations r CROSS JOIN LATERAL unnest(r.skus, r.quantities) AS units(sku, quantity)
              WHERE r.state = 'RESERVED'
              GROUP BY r.tenant, units.sku
            )
            SELECT coalesce(s.tenant, h.tenant) || '/' || coalesce(s.sku, h.sku) AS subject,
                   json_build_object('reserved', s.reserved, 'heldByReservations', coalesce(h.quantity, 0))::text AS found,
                   count(*) OVER () AS drifts
            FROM stock s FULL JOIN held h ON h.tenant = s.tenant AND h.sku = s.sku
            WHERE s.reserved IS DISTINCT FROM coalesce(h.quantity, 0)
            ORDER BY subject
            LIMIT :most
            """);

    static final Statement<AuditCheck.Shown, DriftRow> SOLD =
            Statement.of("audit-stock-sold", AuditCheck.Shown.class, DriftRow.class, """
            -- Costs a pass over reservations and stock.
            WITH committed AS (
              SELECT r.tenant, units.sku, sum(units.quantity) AS sold, sum(coalesce(units.returned, 0)) AS returned
              FROM reservations r
              CROSS JOIN LATERAL unnest(r.skus, r.quantities, r.returned) AS units(sku, quantity, returned)
              WHERE r.state = 'COMMITTED'
              GROUP BY r.tenant, units.sku
            )
            SELECT coalesce(s.tenant, c.tenant) || '/' || coalesce(s.sku, c.sku) AS subject,
                   json_build_object('sold', s.sold, 'soldByReservations', coalesce(c.sold, 0),
                                     'returned', s.returned, 'returnedByReservations', coalesce(c.returned, 0))::text
                     AS found,
                   count(*) OVER () AS drifts
            FROM stock s FULL JOIN committed c ON c.tenant = s.tenant AND c.sku = s.sku
            WHERE s.sold IS DISTINCT FROM coalesce(c.sold, 0) OR s.returned IS DISTINCT FROM coalesce(c.returned, 0)
            ORDER BY subject
            LIMIT :most
            """);

    static final Statement<AuditCheck.Shown, DriftRow> RETURNED =
            Statement.of("audit-stock-returned", AuditCheck.Shown.class, DriftRow.class, """
            -- Costs a pass over stock_returns and reservations.
            WITH taken AS (
              SELECT b.reservation_id AS id, units.sku, sum(units.quantity) AS quantity
              FROM stock_returns b CROSS JOIN LATERAL unnest(b.skus, b.quantities) AS units(sku, quantity)
              GROUP BY b.reservation_id, units.sku
            ), said AS (
              SELECT r.id, units.sku, units.returned AS quantity
              FROM reservations r CROSS JOIN LATERAL unnest(r.skus, r.returned) AS units(sku, returned)
              WHERE r.returned <> '{}' AND units.returned <> 0
            )
            SELECT coalesce(s.id, t.id) || '/' || coalesce(s.sku, t.sku) AS subject,
                   json_build_object('returnedByReservation', coalesce(s.quantity, 0),
                                     'broughtByReturns', coalesce(t.quantity, 0))::text AS found,
                   count(*) OVER () AS drifts
            FROM said s FULL JOIN taken t ON t.id = s.id AND t.sku = s.sku
            WHERE s.quantity IS DISTINCT FROM t.quantity
            ORDER BY subject
            LIMIT :most
            """);

    static final Statement<AuditCheck.Shown, DriftRow> RECEIVED =
            Statement.of("audit-stock-received", AuditCheck.Shown.class, DriftRow.class, """
            -- Costs a pass over receipts and stock.
            WITH counted AS (
              SELECT tenant, sku, sum(quantity) AS quantity FROM receipts GROUP BY tenant, sku
            )
            SELECT coalesce(s.tenant, c.tenant) || '/' || coalesce(s.sku, c.sku) AS subject,
                   json_build_object('received', s.received, 'receipts', coalesce(c.quantity, 0))::text AS found,
                   count(*) OVER () AS drifts
            FROM stock s FULL JOIN counted c ON c.tenant = s.tenant AND c.sku = s.sku
            WHERE s.received IS DISTINCT FROM coalesce(c.quantity, 0)
            ORDER BY subject
            LIMIT :most
            """);

    static final Statement<AuditCheck.Shown, DriftRow> OVERDUE =
            Statement.of("audit-reservations-overdue", AuditCheck.Shown.class, DriftRow.class, """
            -- Asked ten times without an answer: its saga is deaf. Long over and still not asked: the expirer is.
            SELECT r.id::text AS subject,
                   json_build_object('order', r.order_id, 'tenant', r.tenant, 'expiresAt', r.expires_at, 'asked', r.asked,
                                     'skus', r.skus, 'quantities', r.quantities)::text AS found,
                   count(*) OVER () AS drifts
            FROM reservations r
            WHERE r.state = 'RESERVED' AND (r.asked >= 10 OR r.expires_at < now() - interval '10 minutes')
            ORDER BY subject
            LIMIT :most
            """);

    private StockAudit() {}

    @Produces
    @Singleton
    static AuditChecks checks() {
        return AuditChecks.of(
                AuditCheck.of(
                        "stock-adds-up",
                        "On hand is what was received, less what was sold, plus what came back; nothing is below zero.",
                        COUNTS),
                AuditCheck.of(
                        "reserved-units-are-held", "Reserved units are those of the reservations that hold.", RESERVED),
                AuditCheck.ofAll(
                        "sold-units-are-committed",
                        "Sold and returned units are those of the reservations that were committed.",
                        SOLD),
                AuditCheck.ofAll(
                        "returned-units-were-brought",
                        "What came back of a reservation is what its returns have brought.",
                        RETURNED),
                AuditCheck.ofAll("received-units-have-receipts", "Received units are those of the receipts.", RECEIVED),
                AuditCheck.of(
                        "expired-reservations-are-answered",
                        "No reservation whose time is over waits for its saga's answer for ten minutes.",
                        OVERDUE));
    }
}
