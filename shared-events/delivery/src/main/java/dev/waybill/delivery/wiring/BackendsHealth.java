package dev.waybill.delivery.wiring;

import dev.waybill.shards.Shard;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness: says which shard or broker is away, but is down only when no shard answers at all. To take a replica out of
 * service because one of its shards is away would take the other shards' customers with it.
 */
@Readiness
@Singleton
public class BackendsHealth implements HealthCheck {

    private final Delivery delivery;

    BackendsHealth(Delivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("backends");
        boolean any = false;
        for (Shard shard : delivery.shards().all()) {
            String state = state(shard);
            any |= "ready".equals(state);
            response.withData("shard " + shard.name(), state);
        }
        return response.withData("broker", broker()).status(any).build();
    }

    private static String state(Shard shard) {
        if (!shard.ready()) {
            return "not migrated yet";
        }
        return answers(shard.ping().toCompletionStage().toCompletableFuture()) ? "ready" : "away";
    }

    private String broker() {
        return answers(delivery.admin()
                        .describeCluster()
                        .nodes()
                        .toCompletionStage()
                        .toCompletableFuture())
                ? "ready"
                : "away";
    }

    private static boolean answers(java.util.concurrent.Future<?> answer) {
        try {
            answer.get(2, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
