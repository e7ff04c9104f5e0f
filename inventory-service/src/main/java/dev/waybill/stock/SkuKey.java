package dev.waybill.stock;

import dev.waybill.shards.Slots;

/** One shop's SKU. */
public record SkuKey(String tenant, String sku) {

    /** The slot of its product and stock. */
    public int slot() {
        return Slots.ofSku(tenant, sku);
    }

    /** Whether a product could have been listed under it; what could not, the database need not be asked for. */
    public boolean mayExist() {
        return !sku.isEmpty() && sku.length() <= 64 && sku.chars().noneMatch(Character::isISOControl);
    }
}
