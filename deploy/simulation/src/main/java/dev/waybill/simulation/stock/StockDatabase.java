package dev.waybill.simulation.stock;

import dev.waybill.simulation.running.Database;
import dev.waybill.stock.Move;
import dev.waybill.stock.SkuKey;
import dev.waybill.stock.reserving.Fence;
import dev.waybill.stock.reserving.StockReturn;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One shard of the inventory service. */
public final class StockDatabase extends Database {

    final Map<SkuKey, Level> stock = new HashMap<>();
    final Map<UUID, Held> reservations = new LinkedHashMap<>();
    final Map<UUID, Held> expiring = new LinkedHashMap<>();
    final Map<UUID, StockReturn> returns = new HashMap<>();

    /** A row of the table of stock. */
    record Level(long available, long reserved, long received, long sold, long returned) {

        static final Level NONE = new Level(0, 0, 0, 0, 0);

        /** The constraints of the table. */
        Level after(Move move) {
            Level next = new Level(
                    available + move.available(),
                    reserved + move.reserved(),
                    received + move.received(),
                    sold + move.sold(),
                    returned + move.returned());
            if (next.available < 0 || next.reserved < 0 || next.returned > next.sold) {
                throw new IllegalStateException("a constraint of the stock's table: %s after %s".formatted(next, move));
            }
            return next;
        }
    }

    /**
     * A row of the table of reservations.
     *
     * @param expiresAt null unless it is held
     */
    record Held(Fence fence, @Nullable Instant expiresAt) {}

    public StockDatabase(int shard) {
        super("stock", shard);
    }

    void put(Fence fence, @Nullable Instant expiresAt) {
        Held held = new Held(fence, expiresAt);
        reservations.put(fence.id(), held);
        if (expiresAt == null) {
            expiring.remove(fence.id());
        } else {
            expiring.put(fence.id(), held);
        }
    }

    public boolean isQuiet() {
        return outbox().isEmpty() && expiring.isEmpty();
    }
}
