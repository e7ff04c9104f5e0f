package dev.waybill.products.caching;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether Redis answers, as of the last time it was asked for; never makes the replica unready. */
@Readiness
@Singleton
public final class CacheHealth implements HealthCheck {

    private final Availability availability;

    CacheHealth(Availability availability) {
        this.availability = availability;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("cache")
                .up()
                .withData("redis", availability.isAway() ? "away" : "ready")
                .build();
    }
}
