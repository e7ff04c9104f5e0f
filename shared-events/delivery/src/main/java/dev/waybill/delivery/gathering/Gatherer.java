package dev.waybill.delivery.gathering;

import dev.waybill.delivery.consuming.Splitting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Natural batching (as in the group commit of databases): while one write is on its way, what arrives gathers, and the next
 * write takes it all, when its {@link Window} is open; under load batches grow by themselves.
 *
 * @param <T> what is written
 * @param <R> what comes of it
 */
public final class Gatherer<T, R> {

    /** What comes in bursts: the first waits so long for the others of its burst. */
    static final long OF_A_BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private record Waiting<T, R>(T item, long since, CompletableFuture<R> result) {}

    private final int batchSize;
    private final int enough;
    private final int limit;
    private final long patienceNanos;
    private final long lingerNanos;
    private final Window window;
    private final Executor executor;
    private final Function<List<T>, List<R>> write;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiting<T, R>> waiting = new ArrayDeque<>();
    private boolean writing;
    private volatile long lastFullBatchNanos;

    /**
     * @param batchSize how many one write takes at most
     * @param limit how many may wait before more are refused
     * @param patience how long one more would have to wait, as far as can be foreseen, before it is refused instead: then it
     *     had better know at once
     * @param window has to be open before more is written, unless there are enough
     * @param executor runs the writes, one at a time
     * @param write writes a batch whole and returns a result for each item, in order, or does none of it and throws; an item
     *     that makes its batch fail is found by halving and fails alone
     */
    public Gatherer(
            int batchSize,
            int limit,
            Duration patience,
            Window window,
            Executor executor,
            Function<List<T>, List<R>> write) {
        this(batchSize, limit, patience, 0, window, executor, write, Time.REAL);
    }

    /** As above, for what is done once it is written. */
    public Gatherer(int batchSize, int limit, Duration patience, Executor executor, Function<List<T>, List<R>> write) {
        this(batchSize, limit, patience, new Window(), executor, write);
    }

    Gatherer(
            int batchSize,
            int limit,
            Duration patience,
            long lingerNanos,
            Window window,
            Executor executor,
            Function<List<T>, List<R>> write,
            Time time) {
        this.batchSize = batchSize;
        this.enough = Math.min(batchSize, Window.ENOUGH);
        this.limit = limit;
        this.patienceNanos = patience.toNanos();
        this.lingerNanos = lingerNanos;
        this.window = window;
        this.executor = executor;
        this.write = write;
        this.time = time;
    }

    /** As above, for what comes in bursts, and has to be heard however long it takes. */
    public Gatherer(int batchSize, int limit, Executor executor, Function<List<T>, List<R>> write) {
        this(batchSize, limit, FOREVER, OF_A_BURST_NANOS, new Window(), executor, write, Time.REAL);
    }

    /** The result comes when the item's batch has been written; {@link OverloadedException} if too many wait, or for too long. */
    public CompletableFuture<R> add(T item) {
        CompletableFuture<R> result = new CompletableFuture<>();
        lock.lock();
        try {
            long now = time.nanos();
            if (isOverloaded(now)) {
                result.completeExceptionally(new OverloadedException(waiting.size()));
                return result;
            }
            waiting.add(new Waiting<>(item, now, result));
            if (waiting.size() == enough) {
                window.enough();
            }
            if (!writing) {
                start();
            }
        } finally {
            lock.unlock();
        }
        return result;
    }

    /** Whether one more would be refused now. */
    public boolean isOverloaded() {
        lock.lock();
        try {
            return isOverloaded(time.nanos());
        } finally {
            lock.unlock();
        }
    }

    private boolean isOverloaded(long now) {
        return waiting.size() >= limit || foreseenWait(now) > patienceNanos;
    }

    /** What the first has waited, whatever the reason; or what the full batches ahead will take, if that is more. */
    private long foreseenWait(long now) {
        Waiting<T, R> first = waiting.peek();
        return first == null
                ? 0
                : Math.max(now - first.since(), (long) (waiting.size() / batchSize) * lastFullBatchNanos);
    }

    private void start() {
        writing = true;
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // The process is closing. Nobody else waits, or somebody would be writing.
            writing = false;
            waiting.remove().result().completeExceptionally(e);
        }
    }

    private void drain() {
        time.pass(lingerNanos);
        for (List<Waiting<T, R>> batch = next(); !batch.isEmpty(); batch = next()) {
            long begun = time.nanos();
            writeAll(batch);
            long took = time.nanos() - begun;
            if (batch.size() == batchSize) {
                lastFullBatchNanos = took;
            }
            gather(batch.size(), took);
        }
    }

    /** Whether more waits already or not: after a write another is likely, and what comes long after one never waits. */
    private void gather(int written, long took) {
        if (size() < batchSize) {
            time.pass(Gathering.restNanos(written, took));
        }
    }

    private int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting<T, R>> next() {
        window.await(() -> size() >= enough);
        lock.lock();
        try {
            List<Waiting<T, R>> batch = new ArrayList<>(Math.min(batchSize, waiting.size()));
            while (batch.size() < batchSize && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            writing = !batch.isEmpty();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void writeAll(List<Waiting<T, R>> batch) {
        try {
            Splitting.run(batch, this::writeBatch, (culprit, failure) -> culprit.result()
                    .completeExceptionally(failure));
        } catch (Throwable failure) {
            // Transient, or an Error: whichever it is, nobody may wait for ever and the next batch must have its turn.
            batch.forEach(each -> each.result().completeExceptionally(failure));
        }
    }

    private void writeBatch(List<Waiting<T, R>> batch) {
        List<R> results = write.apply(batch.stream().map(Waiting::item).toList());
        if (results.size() != batch.size()) {
            throw new IllegalStateException(
                    "%d results for %d items; this is a bug".formatted(results.size(), batch.size()));
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).result().complete(results.get(i));
        }
    }
}
