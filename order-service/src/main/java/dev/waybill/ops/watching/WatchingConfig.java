package dev.waybill.ops.watching;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How closely open sagas are watched. */
@ConfigMapping(prefix = "waybill.saga-gauges")
public interface WatchingConfig {

    /** How often the open sagas of each shard are counted. */
    @WithDefault("15s")
    Duration every();
}
