package dev.waybill.delivery.gathering;

import dev.waybill.delivery.consuming.Splitting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Natural batching (as in the group commit of databases): while one write is on its way, what arrives gathers, and the next
 * write takes it all. At low load a batch is one item and nothing waits; under load batches grow by themselves.
 *
 * @param <T> what is written
 * @param <R> what comes of it
 */
public final class Gatherer<T, R> {

    private record Waiting<T, R>(T item, CompletableFuture<R> result) {}

    private final int batchSize;
    private final int limit;
    private final Executor executor;
    private final Function<List<T>, List<R>> write;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiting<T, R>> waiting = new ArrayDeque<>();
    private boolean writing;

    /**
     * @param batchSize how many one write takes at most
     * @param limit how many may wait before more are refused
     * @param executor runs the writes, one at a time
     * @param write writes a batch whole and returns a result for each item, in order, or does none of it and throws; an item
     *     that makes its batch fail is found by halving and fails alone
     */
    public Gatherer(int batchSize, int limit, Executor executor, Function<List<T>, List<R>> write) {
        this.batchSize = batchSize;
        this.limit = limit;
        this.executor = executor;
        this.write = write;
    }

    /** The result comes when the item's batch has been written; {@link OverloadedException} if too many wait. */
    public CompletableFuture<R> add(T item) {
        CompletableFuture<R> result = new CompletableFuture<>();
        lock.lock();
        try {
            if (waiting.size() >= limit) {
                result.completeExceptionally(new OverloadedException(waiting.size()));
                return result;
            }
            waiting.add(new Waiting<>(item, result));
            if (!writing) {
                start();
            }
        } finally {
            lock.unlock();
        }
        return result;
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
        for (List<Waiting<T, R>> batch = next(); !batch.isEmpty(); batch = next()) {
            long begun = System.nanoTime();
            writeAll(batch);
            gather(System.nanoTime() - begun);
        }
    }

    /** Whether more waits already or not: after a write another is likely, and what comes long after one never waits. */
    private void gather(long took) {
        if (size() < batchSize) {
            Gathering.letMoreCome(took);
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
