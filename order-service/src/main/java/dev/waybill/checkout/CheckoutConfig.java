package dev.waybill.checkout;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the orders' sagas must know of others, and how often they are looked after. */
@ConfigMapping(prefix = "waybill")
public interface CheckoutConfig {

    /**
     * Which inventory shard owns which SKU slots: the ranges of shard 0, of shard 1, …, as in {@code 0-2047,2048-4095}. Must
     * be what inventory-service is configured with.
     */
    String inventorySlots();

    Rescue rescue();

    /** How often each shard is looked at for sagas that are overdue, and for cancels and returns that wait. */
    interface Rescue {
        @WithDefault("500ms")
        Duration every();
    }
}
