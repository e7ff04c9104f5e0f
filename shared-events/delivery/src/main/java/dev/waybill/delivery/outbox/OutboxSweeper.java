package dev.waybill.delivery.outbox;

import dev.waybill.shards.Shard;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Publishes what a crash, or an absent broker, has left in a shard's outbox, oldest first. One sweeper at a time works on a
 * shard, whichever process it runs in; in health it reads one row and writes nothing.
 */
public final class OutboxSweeper {

    private static final Logger LOG = Logger.getLogger(OutboxSweeper.class);
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(10);

    private final Relay relay;
    private final String holder;
    private final OutboxTable.Overdue overdue;

    /**
     * @param holder names this process in the lease
     * @param grace how old a message must be before it counts as left behind
     */
    public OutboxSweeper(Relay relay, String holder, Duration grace) {
        this.relay = relay;
        this.holder = holder;
        this.overdue = new OutboxTable.Overdue(grace.toMillis());
    }

    /**
     * Sweeps one batch of at most 1,000 messages.
     *
     * @return how many it published
     */
    public int runOnce(Shard shard) {
        if (!shard.ready()
                || !shard.run(OutboxTable.ANY_OVERDUE, overdue).getFirst().anyLeft()
                || shard.run(OutboxTable.TAKE_LEASE, new OutboxTable.Lease(holder))
                        .isEmpty()) {
            return 0;
        }
        List<OutboxTable.Row> rows = shard.run(OutboxTable.OVERDUE, overdue);
        int published = acknowledged(relay.republish(shard, rows));
        if (published > 0) {
            LOG.infof("published %d messages that were left in the outbox of %s", published, shard.name());
        }
        relay.cleanOnce(shard);
        return published;
    }

    /** Waits for all of them together, and no longer than the lease lasts. */
    private static int acknowledged(List<CompletableFuture<Boolean>> sent) {
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                    .get(ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debugf("the broker has not acknowledged all of %d messages yet", sent.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return (int) sent.stream().filter(each -> each.getNow(false)).count();
    }
}
