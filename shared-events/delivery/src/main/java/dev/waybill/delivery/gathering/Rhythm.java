package dev.waybill.delivery.gathering;

import java.util.concurrent.TimeUnit;

/** When a {@link Gatherer} begins to write, and how long it rests behind a write. */
public enum Rhythm {
    /**
     * For what comes in from outside, one by one. The first after a pause is written at once. As long as more come, writes
     * begin at the beats of a clock, twenty milliseconds apart and the same for all shards of a process: so all that came in
     * between travels together from here on.
     */
    AT_THE_DOOR(0, 20),
    /** For what comes in bursts: the first waits a moment for the rest of its burst. */
    OF_BURSTS(1, 0);

    private final long lingerNanos;
    private final long beatNanos;

    Rhythm(long lingerMillis, long beatMillis) {
        this.lingerNanos = TimeUnit.MILLISECONDS.toNanos(lingerMillis);
        this.beatNanos = TimeUnit.MILLISECONDS.toNanos(beatMillis);
    }

    /** How long the first after a pause waits for others. */
    long lingerNanos() {
        return lingerNanos;
    }

    /**
     * How long to rest behind a write that did not fill its batch.
     *
     * @param written how many there were
     * @param took nanoseconds
     * @param now any clock's nanoseconds, the same clock's always
     */
    long restNanos(int written, long took, long now) {
        long rest = Gathering.restNanos(written, took);
        return beatNanos == 0 ? rest : rest + beatNanos - Math.floorMod(now + rest, beatNanos);
    }
}
