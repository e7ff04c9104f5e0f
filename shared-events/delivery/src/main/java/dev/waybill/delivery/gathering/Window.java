package dev.waybill.delivery.gathering;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Closed while a batch is under way, from where it was written to where what it asks for is decided: what Nagle's algorithm is
 * for small segments of TCP (RFC 896). A batch costs every service that it passes a transaction, and every topic a request,
 * however few are in it; so those that come meanwhile go together in the next. What comes alone never waits.
 *
 * <p>Nobody waits for longer than it is worth: once {@link #ENOUGH} have gathered they go whatever is under way, and so they
 * do when a batch has not been heard of for {@link #LONGEST_NANOS}, since a service may be away.
 *
 * <p>Thread-safe; one {@link Gatherer} waits at it.
 */
public final class Window {

    /** More in a batch hardly make an order cheaper, and would leave a second processor idle. */
    static final int ENOUGH = 100;

    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ReentrantLock lock = new ReentrantLock();
    private Set<UUID> underWay = new HashSet<>();
    private int stragglers;
    private long leftAt;
    private volatile @Nullable Thread waiter;

    /** A batch has been written, and is waited for from now on. */
    public void left(Collection<UUID> batch) {
        left(batch, Time.REAL);
    }

    /** It is back when three quarters of it are: what is refused takes longer, since it is undone first. */
    void left(Collection<UUID> batch, Time time) {
        lock.lock();
        try {
            underWay = new HashSet<>(batch);
            stragglers = underWay.size() / 4;
            leftAt = time.nanos();
        } finally {
            lock.unlock();
        }
    }

    /** What one of a batch asked for is decided; of none that is under way it changes nothing. */
    public void cameBack(UUID item) {
        lock.lock();
        try {
            if (underWay.remove(item) && underWay.size() == stragglers) {
                LockSupport.unpark(waiter);
            }
        } finally {
            lock.unlock();
        }
    }

    /** One more waits behind it, which makes so many. */
    void gathered(int waiting) {
        if (waiting == ENOUGH) {
            LockSupport.unpark(waiter);
        }
    }

    /** Returns when the next batch may leave. */
    void await(IntSupplier gathered, Time time) {
        waiter = Thread.currentThread();
        for (long closed = closedNanos(time); closed > 0 && gathered.getAsInt() < ENOUGH; closed = closedNanos(time)) {
            time.pass(closed);
        }
        waiter = null;
    }

    private long closedNanos(Time time) {
        lock.lock();
        try {
            return underWay.size() <= stragglers ? 0 : leftAt + LONGEST_NANOS - time.nanos();
        } finally {
            lock.unlock();
        }
    }
}
