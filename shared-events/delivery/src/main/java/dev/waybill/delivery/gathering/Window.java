package dev.waybill.delivery.gathering;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Closed while a batch is under way, from where it is written to where what it asks for is decided: what Nagle's algorithm is
 * for small segments of TCP (RFC 896). A batch costs every service that it passes a transaction, and every topic a request,
 * however few are in it; so those that come meanwhile go together in the next. What comes while nothing is under way never
 * waits.
 *
 * <p>Nor does anybody wait for longer than it is worth: {@link #ENOUGH} go as soon as they have gathered, and all do behind a
 * batch that is not back within {@link #LONGEST_NANOS}, or {@link #BRIEF_NANOS} if it was of few and nothing has been decided
 * of late, since a service may be away.
 *
 * <p>Thread-safe; one {@link Gatherer} waits at it.
 */
public final class Window {

    /** More in a batch hardly make an order cheaper, and would leave other processors idle. */
    static final int ENOUGH = 100;

    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    static final long BRIEF_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /**
     * After so long without a decision the next may take any time. How long decisions take says nothing: on busy processors
     * they take long, and smaller batches would make them take longer.
     */
    static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private Set<UUID> underWay = new HashSet<>();
    private boolean few;
    private int stragglers;
    private long leftAt;
    private boolean heard;
    private long heardAt;
    private volatile @Nullable Thread waiter;

    public Window() {
        this(Time.REAL);
    }

    Window(Time time) {
        this.time = time;
    }

    /** A batch is about to be written, and waited for from now on. It is back when three quarters of it are. */
    public void left(Collection<UUID> batch) {
        Set<UUID> items = new HashSet<>(batch);
        lock.lock();
        try {
            underWay = items;
            few = Gathering.areFew(items.size());
            // What is refused takes longer than the others, since it is undone first.
            stragglers = items.size() / 4;
            leftAt = time.nanos();
        } finally {
            lock.unlock();
        }
    }

    /** These will never be decided: they have not been written. */
    public void notWritten(Collection<UUID> items) {
        lock.lock();
        try {
            if (underWay.removeAll(items)) {
                LockSupport.unpark(waiter);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What one of this batch asked for is decided, or one of another batch, here or elsewhere. */
    public void decided(UUID item) {
        lock.lock();
        try {
            heard = true;
            heardAt = time.nanos();
            if (underWay.remove(item) && underWay.size() == stragglers) {
                LockSupport.unpark(waiter);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes the one who waits look again whether there are enough. */
    void enough() {
        LockSupport.unpark(waiter);
    }

    /** Returns when the next batch may leave. */
    void await(BooleanSupplier enough) {
        waiter = Thread.currentThread();
        for (long closed = closedNanos(); closed > 0 && !enough.getAsBoolean(); closed = closedNanos()) {
            time.pass(closed);
        }
        waiter = null;
    }

    private long closedNanos() {
        lock.lock();
        try {
            long now = time.nanos();
            return underWay.size() <= stragglers ? 0 : leftAt + patienceNanos(now) - now;
        } finally {
            lock.unlock();
        }
    }

    private long patienceNanos(long now) {
        boolean soon = heard && now - heardAt < SILENCE_NANOS;
        return few && !soon ? BRIEF_NANOS : LONGEST_NANOS;
    }
}
