package dev.waybill.catalogue;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A replica that has not heard of all products yet would refuse orders that it should take. */
@Readiness
@Singleton
public class CatalogueHealth implements HealthCheck {

    private final Catalogue catalogue;

    CatalogueHealth(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("catalogue")
                .status(catalogue.complete())
                .withData("products", catalogue.size())
                .build();
    }
}
