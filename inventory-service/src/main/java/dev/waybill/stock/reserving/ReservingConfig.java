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

    /** How long a question whether a reservation is still wanted may stay unanswered before it is asked again. */
    @WithDefault("1m")
    Duration askAgainAfter();

    /** How often reservations whose time is over are looked for. */
    @WithDefault("5s")
    Duration lookEvery();
}
