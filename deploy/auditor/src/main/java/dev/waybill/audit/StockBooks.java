package dev.waybill.audit;

import java.util.List;
import java.util.UUID;

/** Stock and what moved it, of all shards together. */
public record StockBooks(List<Stock> stock, List<Receipt> receipts, List<Held> held, List<CameBack> cameBack) {

    public record Sku(String tenant, String code) {}

    public record Stock(Sku sku, long available, long reserved, long received, long sold, long returned) {}

    /** All receipts of one SKU together. */
    public record Receipt(Sku sku, long units) {}

    /**
     * Units of one SKU in one reservation.
     *
     * @param state RESERVED or COMMITTED
     * @param returned of the units
     */
    public record Held(UUID order, Sku sku, String state, long units, long returned) {}

    /** All units of one SKU that one cancel or return has put back on the shelf. */
    public record CameBack(UUID reversal, UUID order, Sku sku, long units) {}
}
