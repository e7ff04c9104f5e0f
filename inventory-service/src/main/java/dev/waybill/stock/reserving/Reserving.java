package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.delivery.consuming.Alongside;
import dev.waybill.delivery.consuming.BatchHandler;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.shards.Shard;
import dev.waybill.stock.Races;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Reserves, releases, commits and takes back stock, a batch in one transaction of six statements, whatever its size: BEGIN, lock stock,
 * find fences (one flush); move stock, save reservations, returns and answers (another); COMMIT.
 */
@Singleton
final class Reserving implements BatchHandler<InventoryCommand> {

    private final Relay relay;
    private final Clock clock;
    private final ReservingConfig config;
    private final DistributionSummary batchSizes;

    Reserving(Relay relay, Clock clock, ReservingConfig config, MeterRegistry metrics) {
        this.relay = relay;
        this.clock = clock;
        this.config = config;
        this.batchSizes = metrics.summary("waybill.reserving.batch.size");
    }

    @Override
    public void handle(Shard shard, List<Received<InventoryCommand>> batch, Alongside alongside) {
        batchSizes.record(batch.size());
        Races.rerun(() -> handleOnce(shard, batch, alongside));
    }

    private int handleOnce(Shard shard, List<Received<InventoryCommand>> batch, Alongside alongside) {
        Instant now = clock.instant();
        ReservingBatch work = new ReservingBatch(batch, alongside, now, now.plus(config.holdFor()));
        var emitted = shard.inTransaction(work.rows(), work);
        relay.publish(shard, work.answers(), emitted);
        return emitted.size();
    }
}
