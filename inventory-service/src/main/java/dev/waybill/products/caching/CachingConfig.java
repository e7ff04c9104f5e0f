package dev.waybill.products.caching;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How products are cached. */
@ConfigMapping(prefix = "waybill.caching")
interface CachingConfig {

    /** How long a product may be served from the cache if its change was missed, while Redis or Kafka was away. */
    @WithDefault("60s")
    Duration keepFor();

    /** How long Redis is left alone after it failed to answer. */
    @WithDefault("1s")
    Duration retryAfter();
}
