package dev.waybill.stock;

/**
 * By how many units one SKU's counts change. Every move keeps {@code available + reserved = received - sold + returned}.
 */
public record Move(String tenant, String sku, long available, long reserved, long received, long sold, long returned) {

    public static Move receive(SkuKey key, long units) {
        return new Move(key.tenant(), key.sku(), units, 0, units, 0, 0);
    }

    public static Move reserve(SkuKey key, long units) {
        return new Move(key.tenant(), key.sku(), -units, units, 0, 0, 0);
    }

    public static Move release(SkuKey key, long units) {
        return new Move(key.tenant(), key.sku(), units, -units, 0, 0, 0);
    }

    public static Move sell(SkuKey key, long units) {
        return new Move(key.tenant(), key.sku(), 0, -units, 0, units, 0);
    }

    /** What was sold has come back, and can be sold again. */
    public static Move takeBack(SkuKey key, long units) {
        return new Move(key.tenant(), key.sku(), units, 0, 0, 0, units);
    }

    public SkuKey key() {
        return new SkuKey(tenant, sku);
    }

    /** Both moves of the same SKU as one. */
    Move plus(Move other) {
        return new Move(
                tenant,
                sku,
                available + other.available,
                reserved + other.reserved,
                received + other.received,
                sold + other.sold,
                returned + other.returned);
    }

    boolean isNothing() {
        return available == 0 && reserved == 0 && received == 0 && sold == 0 && returned == 0;
    }
}
