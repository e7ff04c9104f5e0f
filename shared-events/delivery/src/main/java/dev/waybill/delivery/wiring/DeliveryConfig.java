package dev.waybill.delivery.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service consumes and publishes. */
@ConfigMapping(prefix = "waybill.delivery")
public interface DeliveryConfig {

    /** Where the service's migrations are on the class path, such as {@code db/orders}. */
    String migrations();

    /** Messages that one transaction handles at most. */
    @WithDefault("500")
    int batchSize();

    /** How old a message in the outbox must be before it counts as left behind by a crash. */
    @WithDefault("2s")
    Duration outboxGrace();

    /** How often messages leave that keep nobody waiting, such as the command to capture a payment; half the grace at most. */
    @WithDefault("125ms")
    Duration unhurriedEvery();

    /** How often acknowledged messages are removed from the outbox, in one statement per shard. */
    @WithDefault("250ms")
    Duration outboxClean();

    /** How often a shard's outbox is looked at for what was left behind. */
    @WithDefault("1s")
    Duration outboxSweep();
}
