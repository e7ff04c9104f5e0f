package dev.waybill.delivery.wiring;

import dev.waybill.shards.Shard;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
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

    private static final String READY = "ready";
    private static final String AWAY = "away";

    private final Delivery delivery;

    BackendsHealth(Delivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("backends");
        // All are asked before any is waited for: several that are away take no longer than one.
        CompletableFuture<String> broker =
                state(delivery.admin().describeCluster().nodes().toCompletionStage());
        Map<String, CompletableFuture<String>> shards = new LinkedHashMap<>();
        for (Shard shard : delivery.shards().all()) {
            shards.put("shard " + shard.name(), state(shard));
        }
        boolean any = false;
        for (Map.Entry<String, CompletableFuture<String>> shard : shards.entrySet()) {
            any |= shard.getValue().join().equals(READY);
            response.withData(shard.getKey(), shard.getValue().join());
        }
        return response.withData("broker", broker.join()).status(any).build();
    }

    private static CompletableFuture<String> state(Shard shard) {
        return shard.ready()
                ? state(shard.ping().toCompletionStage())
                : CompletableFuture.completedFuture("not migrated yet");
    }

    private static CompletableFuture<String> state(CompletionStage<?> answer) {
        // A future of our own: Kafka's must not be completed by anybody else, not even by a time-out.
        CompletableFuture<String> state = new CompletableFuture<>();
        answer.whenComplete((any, failure) -> state.complete(failure == null ? READY : AWAY));
        return state.completeOnTimeout(AWAY, 2, TimeUnit.SECONDS);
    }
}
