package dev.waybill.products.caching;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whether Redis answers. When it stops, that is logged once, and it is left alone for a moment between attempts. */
@Singleton
final class Availability {

    private static final Logger LOG = Logger.getLogger(Availability.class);

    private final Clock clock;
    private final CachingConfig config;
    private volatile @Nullable Instant nextAttempt;

    Availability(Clock clock, CachingConfig config) {
        this.clock = clock;
        this.config = config;
    }

    boolean isAway() {
        return nextAttempt != null;
    }

    /** What the call gives; null if Redis is away. */
    <T> @Nullable T attempt(Supplier<@Nullable T> call) {
        Instant due = nextAttempt;
        if (due != null && clock.instant().isBefore(due)) {
            return null;
        }
        try {
            T result = call.get();
            markBack();
            return result;
        } catch (RuntimeException e) {
            markAway(e);
            return null;
        }
    }

    private synchronized void markAway(RuntimeException failure) {
        if (nextAttempt == null) {
            LOG.warnf("Redis is away, products are read from their shards: %s", failure);
        }
        nextAttempt = clock.instant().plus(config.retryAfter());
    }

    private void markBack() {
        if (nextAttempt != null) {
            nextAttempt = null;
            LOG.info("Redis is back");
        }
    }
}
