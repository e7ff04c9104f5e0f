package dev.waybill.local.importing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does many things, so many of them at once. */
final class Workers {
    private final int atOnce;

    Workers(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one order must be in flight");
        }
        this.atOnce = atOnce;
    }

    /** What is done to one of them. */
    interface Work<T> {
        void accept(T item) throws InterruptedException;
    }

    /** Returns when all are done. */
    <T> void each(Collection<T> items, Work<T> work) throws InterruptedException {
        Queue<T> waiting = new ConcurrentLinkedQueue<>(items);
        List<Future<?>> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < atOnce; i++) {
                workers.add(threads.submit(() -> drain(waiting, work)));
            }
        }
        for (Future<?> worker : workers) {
            finish(worker);
        }
    }

    private static <T> boolean drain(Queue<T> waiting, Work<T> work) throws InterruptedException {
        for (T next = waiting.poll(); next != null; next = waiting.poll()) {
            work.accept(next);
        }
        return true;
    }

    private static void finish(Future<?> worker) throws InterruptedException {
        try {
            worker.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the import broke off", e.getCause());
        }
    }
}
