package dev.waybill.stock;

import dev.waybill.shards.Slots;

/** One shop's SKU. */
public record SkuKey(String tenant, String sku) {

    /** The slot of its product and stock. */
    public int slot() {
        return Slots.ofSku(tenant, sku);
    }
}
