package dev.waybill.orders.reading;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether Redis answers, as of the last time it was asked; never makes the replica unready. */
@Readiness
@Singleton
public class CacheHealth implements HealthCheck {

    private final OrderCache cache;

    CacheHealth(OrderCache cache) {
        this.cache = cache;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("cache")
                .up()
                .withData("redis", cache.isAway() ? "away" : "ready")
                .build();
    }
}
