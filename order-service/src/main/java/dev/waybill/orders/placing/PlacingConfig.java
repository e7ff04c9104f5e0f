package dev.waybill.orders.placing;

import io.smallrye.config.ConfigMapping;

/** What order-service must know of others. */
@ConfigMapping(prefix = "waybill")
public interface PlacingConfig {

    /**
     * Which inventory shard owns which SKU slots: the ranges of shard 0, of shard 1, …, as in {@code 0-2047,2048-4095}. Must
     * be what inventory-service is configured with.
     */
    String inventorySlots();
}
