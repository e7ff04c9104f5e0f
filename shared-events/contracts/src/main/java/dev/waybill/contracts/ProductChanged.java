package dev.waybill.contracts;

import java.util.Objects;

/**
 * A product as it is now, on the compacted topic {@link Topic#PRODUCTS}, keyed by tenant and SKU. A reader keeps the one
 * with the highest version.
 *
 * @param active whether it may be ordered
 * @param version counts the product's changes from 1
 */
public record ProductChanged(String tenant, String sku, String name, Money price, boolean active, long version)
        implements Message {
    public ProductChanged {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(price, "price");
    }

    @Override
    public String subject() {
        return sku;
    }

    /** Two shops may sell the same SKU, and compaction must not drop one for the other. */
    @Override
    public String key() {
        return tenant + "/" + sku;
    }
}
