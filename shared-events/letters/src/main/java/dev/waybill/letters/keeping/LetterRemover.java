package dev.waybill.letters.keeping;

import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SqlFailure;
import dev.waybill.shards.sql.Statement;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Removes letters that were replayed or discarded long ago, with their histories, some of each shard's now and then. Never one
 * that is parked; and what ops has done stays on record.
 */
@Singleton
public final class LetterRemover {

    static final Statement<Old, Removed> REMOVE = Statement.of("letters-remove", Old.class, Removed.class, """
            WITH old AS (
              -- A letter is settled after it has failed: what the index finds by its last failure is little more than these.
              -- Those that another process removes at this moment are left to it.
              SELECT l.id
              FROM dead_letters l
              WHERE l.status IN ('replayed', 'discarded') AND l.last_failed_at < :before AND l.settled_at < :before
                AND NOT EXISTS (SELECT FROM dead_letter_replays r WHERE r.id = l.replay AND r.status = 'RUNNING')
              LIMIT :atMost
              FOR UPDATE OF l SKIP LOCKED
            ), forgotten AS (
              DELETE FROM dead_letter_history h WHERE h.letter IN (SELECT old.id FROM old)
            ), gone AS (
              DELETE FROM dead_letters l WHERE l.id IN (SELECT old.id FROM old) RETURNING l.id
            )
            SELECT count(*) AS letters FROM gone
            """);

    private static final Logger LOG = Logger.getLogger(LetterRemover.class);
    private static final int AT_MOST = 1_000;
    private static final long EVERY_SECONDS = 60;

    private final Shards shards;
    private final Duration keep;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    /** @throws IllegalArgumentException if letters would not be kept at all */
    public LetterRemover(Shards shards, KeepingConfig config, Clock clock) {
        if (!config.keep().isPositive()) {
            throw new IllegalArgumentException(
                    "waybill.dead-letters.keep must be longer than nothing, but is " + config.keep());
        }
        this.shards = shards;
        this.keep = config.keep();
        this.clock = clock;
        // A thread for each shard, so that one that is away holds up none of the others'.
        this.timer = Executors.newScheduledThreadPool(
                shards.all().size(),
                Thread.ofVirtual().name("letters-keeping-", 0).factory());
    }

    record Old(Instant before, int atMost) {}

    record Removed(long letters) {}

    void start(@Observes Startup event) {
        shards.all()
                .forEach(shard -> timer.scheduleWithFixedDelay(
                        () -> remove(shard), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS));
    }

    void stop(@Observes Shutdown event) {
        timer.shutdownNow();
    }

    /** A failure must not end the schedule. */
    private void remove(Shard shard) {
        try {
            runOnce(shard);
        } catch (RuntimeException e) {
            if (SqlFailure.of(e) == SqlFailure.TRANSIENT) {
                LOG.debugf(e, "old letters of %s are removed later", shard.name());
            } else {
                LOG.errorf(e, "old letters of %s can't be removed; this is a bug", shard.name());
            }
        }
    }

    /** @return how many it removed: a bounded number, of which the next turn may have more */
    public long runOnce(Shard shard) {
        Instant before = clock.instant().minus(keep);
        long removed =
                shard.run(AT_MOST, REMOVE, new Old(before, AT_MOST)).getFirst().letters();
        if (removed > 0) {
            LOG.infof("removed %d letters of %s that were settled before %s", removed, shard.name(), before);
        }
        return removed;
    }
}
