package dev.waybill.audit;

import java.util.List;
import java.util.UUID;

/** Stock and what moved it, of all shards together. */
public record StockBooks(List<Stock> stock, List<Receipt> receipts, List<Held> held) {

    public record Sku(String tenant, String code) {}

    public record Stock(Sku sku, long available, long reserved, long received, long sold, long returned) {}

    /** All receipts of one SKU together. */
    public record Receipt(Sku sku, long units) {}

    /**
     * Units of one SKU in one reservation.
     *
     * @param state RESERVED or COMMITTED
     */
    public record Held(UUID order, Sku sku, String state, long units) {}
}
