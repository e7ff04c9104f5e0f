package dev.waybill.stock.reserving;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How stock is reserved. */
@ConfigMapping(prefix = "waybill.reserving")
interface ReservingConfig {

    /** How long a reservation is meant to last. Its order's saga decides what becomes of it after that. */
    @WithDefault("15m")
    Duration holdFor();
}
