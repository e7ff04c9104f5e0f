package dev.waybill.stock.reserving;

import dev.waybill.delivery.Queues;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Has every shard looked at for reservations whose time is over, again and again, while the service runs. */
@Singleton
final class ExpirySchedule {

    private static final Logger LOG = Logger.getLogger(ExpirySchedule.class);

    private final Shards shards;
    private final ReservationExpirer expirer;
    private final Queues queues;
    private final Duration every;
    private final ScheduledExecutorService timer;

    ExpirySchedule(Shards shards, ReservationExpirer expirer, Queues queues, ReservingConfig config) {
        this.shards = shards;
        this.expirer = expirer;
        this.queues = queues;
        this.every = config.lookEvery();
        // A thread for each shard, so that one that is away holds up none of the others'.
        this.timer = Executors.newScheduledThreadPool(
                shards.all().size(), Thread.ofVirtual().name("expirer-", 0).factory());
    }

    void start(@Observes Startup event) {
        shards.all()
                .forEach(shard -> timer.scheduleWithFixedDelay(
                        () -> ask(shard), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS));
    }

    void stop(@Observes Shutdown event) {
        timer.shutdownNow();
    }

    /**
     * As long as whole batches come there is a backlog, and no reason to wait; unless it is one of questions and answers, in
     * which what would end the reservation has only not had its turn. A failure must not end the schedule.
     */
    private void ask(Shard shard) {
        try {
            int asked = queues.areBehind() ? 0 : ReservationExpirer.MOST;
            while (asked == ReservationExpirer.MOST) {
                asked = expirer.runOnce(shard);
            }
        } catch (RuntimeException e) {
            LOG.debugf(e, "expired reservations of %s not looked for, will come again", shard.name());
        }
    }
}
