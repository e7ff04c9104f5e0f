package dev.waybill.ops.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ops.Shop;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shards;
import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
class SagaGaugesIT {

    @Inject
    Shards shards;

    @Inject
    SagaGauges gauges;

    @Inject
    MeterRegistry metrics;

    @Test
    void openSagasAreCountedByDefinitionAndShard() {
        String id = new Shop(shards).placedButNotPaid();
        String shard = shards.ofSlot(RoutedId.slotOf(UUID.fromString(id))).name();

        gauges.runOnce();

        assertThat(value("waybill.saga.open", "place-order", shard)).isPositive();
        assertThat(value("waybill.saga.open", "return-items", shard)).isNotNegative();
        assertThat(value("waybill.saga.parked.now", "place-order", shard)).isNotNegative();
        assertThat(value("waybill.saga.overdue", "cancel-order", shard)).isNotNegative();
        assertThat(value("waybill.saga.paused", "cancel-order", shard)).isNotNegative();
    }

    private double value(String gauge, String saga, String shard) {
        return metrics.get(gauge).tags("saga", saga, "shard", shard).gauge().value();
    }
}
