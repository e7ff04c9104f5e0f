package dev.waybill.letters.replaying;

import dev.waybill.letters.Inbounds;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SqlFailure;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Has every shard's replays carried on while there are any, and looks for new ones now and then. */
@Singleton
public class ReplaySchedule {

    private static final Logger LOG = Logger.getLogger(ReplaySchedule.class);
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final long TURN_EVERY_MILLIS = 50;

    private final Map<Shard, Work> works = new LinkedHashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ScheduledExecutorService timer;

    /** One shard's. */
    private record Work(Shard shard, ReplayRunner runner, ReentrantLock running) {}

    public ReplaySchedule(Shards shards, Inbounds inbounds, Clock clock, MeterRegistry metrics) {
        String holder = UUID.randomUUID().toString();
        shards.all()
                .forEach(shard -> works.put(
                        shard,
                        new Work(
                                shard,
                                new ReplayRunner(shard, inbounds, holder, clock, metrics),
                                new ReentrantLock())));
        // A thread for each shard, so that one that is away holds up none of the others'; and one for who can't wait.
        this.timer = Executors.newScheduledThreadPool(
                2 * works.size(), Thread.ofVirtual().name("replay-", 0).factory());
    }

    void start(@Observes Startup event) {
        start();
    }

    public void start() {
        works.values()
                .forEach(work -> timer.scheduleWithFixedDelay(
                        () -> run(work), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
    }

    void stop(@Observes Shutdown event) {
        stop();
    }

    public void stop() {
        stop.countDown();
        timer.shutdown();
        try {
            // A turn at work is let finish; it is short.
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** There is something to do now. */
    void hurry() {
        if (!timer.isShutdown()) {
            works.values().forEach(work -> timer.execute(() -> run(work)));
        }
    }

    private void run(Work work) {
        if (!work.running().tryLock()) {
            return;
        }
        try {
            while (stop.getCount() > 0 && work.runner().runOnce()) {
                stop.await(TURN_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            report(work.shard(), e);
        } finally {
            work.running().unlock();
        }
    }

    /** A failure must not end the schedule; nothing is lost by it. */
    private static void report(Shard shard, RuntimeException failure) {
        if (SqlFailure.of(failure) == SqlFailure.TRANSIENT) {
            LOG.debugf(failure, "the replays of %s go on soon", shard.name());
        } else {
            LOG.errorf(failure, "the replays of %s failed through a bug, and are tried again", shard.name());
        }
    }
}
