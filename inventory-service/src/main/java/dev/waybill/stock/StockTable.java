package dev.waybill.stock;

import dev.waybill.shards.sql.NoRow;
import dev.waybill.shards.sql.Statement;
import java.util.List;
import java.util.UUID;

/** What is asked of the stock's table. Whoever changes stock sends {@link #LOCK} first and {@link #MOVE} last. */
public final class StockTable {

    public static final Statement<Wanted, Available> LOCK =
            Statement.of("stock-lock", Wanted.class, Available.class, """
            -- Rows are locked after they are sorted, so that two batches that share SKUs meet in one order and can't
            -- deadlock. A row that was waited for is read as its last holder left it.
            WITH wanted AS (
              SELECT keys.tenant, keys.sku FROM :keys
              UNION
              SELECT r.tenant, held.sku
              FROM reservations r CROSS JOIN LATERAL unnest(r.skus) AS held(sku)
              WHERE r.id = ANY(:reservations)
            )
            SELECT s.tenant, s.sku, s.available
            FROM stock s JOIN wanted ON wanted.tenant = s.tenant AND wanted.sku = s.sku
            ORDER BY s.tenant, s.sku
            FOR UPDATE OF s
            """);

    /** As {@link #LOCK}, to see what could be had: waits for nobody. */
    public static final Statement<Wanted, Available> LOOK =
            Statement.of("stock-look", Wanted.class, Available.class, """
            WITH wanted AS (
              SELECT keys.tenant, keys.sku FROM :keys
              UNION
              SELECT r.tenant, held.sku
              FROM reservations r CROSS JOIN LATERAL unnest(r.skus) AS held(sku)
              WHERE r.id = ANY(:reservations)
            )
            SELECT s.tenant, s.sku, s.available
            FROM stock s JOIN wanted ON wanted.tenant = s.tenant AND wanted.sku = s.sku
            """);

    public static final Statement<Moves, NoRow> MOVE = Statement.of("stock-move", Moves.class, """
            UPDATE stock s
            SET available = s.available + moves.available,
                reserved = s.reserved + moves.reserved,
                received = s.received + moves.received,
                sold = s.sold + moves.sold,
                returned = s.returned + moves.returned
            FROM :moves
            WHERE s.tenant = moves.tenant AND s.sku = moves.sku
            """);

    public static final Statement<SkuKey, Levels> READ = Statement.of("stock-read", SkuKey.class, Levels.class, """
            SELECT sku, available, reserved, received, sold, returned
            FROM stock
            WHERE tenant = :tenant AND sku = :sku
            """);

    private StockTable() {}

    /**
     * @param keys SKUs by name
     * @param reservations whose SKUs are wanted too, as far as they exist
     */
    public record Wanted(List<SkuKey> keys, List<UUID> reservations) {}

    public record Available(String tenant, String sku, long available) {
        SkuKey key() {
            return new SkuKey(tenant, sku);
        }
    }

    /**
     * @param moves each SKU once
     */
    public record Moves(List<Move> moves) {}

    /** All counts of one SKU, in units. */
    public record Levels(String sku, long available, long reserved, long received, long sold, long returned) {
        public long onHand() {
            return available + reserved;
        }
    }
}
