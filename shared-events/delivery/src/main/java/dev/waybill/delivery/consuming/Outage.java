package dev.waybill.delivery.consuming;

import dev.waybill.shards.SqlFailure;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Since when a lane can't go on, what is said about it, and how long it waits for its next try. For one thread at a time. */
final class Outage {

    private static final Logger LOG = Logger.getLogger(Lane.class);
    private static final long FIRST_WAIT_MILLIS = 50;
    private static final long LONGEST_WAIT_MILLIS = 2_000;
    private static final int MOST_DOUBLINGS = 10;
    private static final long REPORT_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String shard;
    private int failures;
    private long reportedAt;

    /** By {@link System#nanoTime}; 0 if all goes well. Read by whoever looks at the gauge. */
    private volatile long since;

    Outage(String shard) {
        this.shard = shard;
    }

    /** Says so at the beginning of an outage, and each minute of it. */
    void failed(String what, Throwable failure) {
        long now = System.nanoTime();
        boolean again = failures > 0 && now - reportedAt < REPORT_EVERY_NANOS;
        reportedAt = again ? reportedAt : now;
        since = failures > 0 ? since : now;
        failures++;
        if (again) {
            LOG.debugf(failure, "%s shard %s", what, shard);
        } else if (SqlFailure.of(failure) == SqlFailure.TRANSIENT) {
            LOG.warnf("%s shard %s: %s", what, shard, failure.getMessage());
        } else {
            LOG.errorf(failure, "%s shard %s, which is a bug", what, shard);
        }
    }

    void over() {
        if (failures > 0) {
            LOG.infof("shard %s is back", shard);
        }
        forgotten();
    }

    /** Nobody waits for its end any more. */
    void forgotten() {
        failures = 0;
        since = 0;
    }

    /** Twice as long each time. */
    long waitNanos() {
        long millis = FIRST_WAIT_MILLIS << Math.clamp(failures - 1, 0, MOST_DOUBLINGS);
        return TimeUnit.MILLISECONDS.toNanos(Math.min(LONGEST_WAIT_MILLIS, millis));
    }

    /** How long nothing could be done, up to now; 0 if all goes well. */
    double seconds() {
        long begun = since;
        return begun == 0 ? 0 : (System.nanoTime() - begun) / 1e9;
    }
}
