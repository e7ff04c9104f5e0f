package dev.waybill.letters.keeping;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What becomes of dead letters in the end. */
@ConfigMapping(prefix = "waybill.dead-letters")
public interface KeepingConfig {

    /**
     * How long a letter stays, with its history, after it was replayed or discarded. Longer than its topic keeps its record:
     * what comes again after that is no longer known.
     */
    @WithDefault("90d")
    Duration keep();
}
