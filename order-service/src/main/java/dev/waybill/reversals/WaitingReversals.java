package dev.waybill.reversals;

import dev.waybill.checkout.CheckoutConfig;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks for cancels and returns that waited for another saga of their order, and begins them when that has ended. In health
 * there are none, and one statement per shard finds that out.
 */
@Singleton
public class WaitingReversals {

    private static final Logger LOG = Logger.getLogger(WaitingReversals.class);

    private final ReversalIntake intake;
    private final Shards shards;
    private final CheckoutConfig config;
    private final ScheduledExecutorService timer;

    WaitingReversals(ReversalIntake intake, Shards shards, CheckoutConfig config) {
        this.intake = intake;
        this.shards = shards;
        this.config = config;
        this.timer = Executors.newScheduledThreadPool(
                shards.all().size(),
                Thread.ofVirtual().name("waiting-reversals-", 0).factory());
    }

    void start(@Observes Startup event) {
        long interval = config.rescue().every().toMillis();
        shards.all()
                .forEach(shard ->
                        timer.scheduleWithFixedDelay(() -> runOnce(shard), interval, interval, TimeUnit.MILLISECONDS));
    }

    void stop(@Observes Shutdown event) {
        timer.shutdownNow();
    }

    /** A failure must not end the schedule; a shard that is away is reported where its messages wait. */
    void runOnce(Shard shard) {
        try {
            int begun = intake.beginWaiting(shard);
            if (begun > 0) {
                LOG.debugf("began the waiting cancels and returns of %d orders of %s", begun, shard.name());
            }
        } catch (RuntimeException e) {
            LOG.debugf(e, "the waiting cancels and returns of %s are looked for again soon", shard.name());
        }
    }
}
