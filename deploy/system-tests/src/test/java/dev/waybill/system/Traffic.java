package dev.waybill.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Customers who order all the time, each as soon as the last order was answered. It ends by itself after so many orders, or
 * two minutes.
 */
final class Traffic implements AutoCloseable {
    private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final long begun = System.nanoTime();
    private final int limit;
    private volatile boolean stopped;

    /** Sends one purchase. */
    interface Sending {
        Answer send(Purchase purchase) throws Exception;
    }

    /** One purchase and what came of it: an answer, or a failure and no answer. */
    record Attempt(Purchase purchase, Answer answer, Exception failure) {
        boolean taken() {
            return answer != null && answer.taken();
        }

        @Override
        public String toString() {
            return purchase + (failure == null ? " answered " + answer : " failed: " + failure);
        }
    }

    private Traffic(int limit) {
        this.limit = limit;
    }

    /**
     * @param purchase makes the purchase of each number from 0
     */
    static Traffic of(int clients, int limit, IntFunction<Purchase> purchase, Sending sending) {
        Traffic traffic = new Traffic(limit);
        for (int i = 0; i < clients; i++) {
            traffic.clients.execute(() -> traffic.order(purchase, sending));
        }
        traffic.clients.shutdown();
        return traffic;
    }

    private void order(IntFunction<Purchase> purchases, Sending sending) {
        for (int number = next.getAndIncrement(); goesOn(number); number = next.getAndIncrement()) {
            attempts.add(attempt(purchases.apply(number), sending));
        }
    }

    private boolean goesOn(int number) {
        return !stopped && number < limit && System.nanoTime() - begun < LONGEST_NANOS;
    }

    private static Attempt attempt(Purchase purchase, Sending sending) {
        try {
            return new Attempt(purchase, sending.send(purchase), null);
        } catch (Exception e) {
            return new Attempt(purchase, null, e);
        }
    }

    /** Waits until so many more purchases were answered, or the traffic has ended by itself. */
    void awaitMore(int count) {
        int goal = attempts.size() + count;
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> attempts.size() >= goal || clients.isTerminated());
    }

    /** Lets everybody finish the order that is being placed. */
    List<Attempt> stop() {
        stopped = true;
        await().atMost(Duration.ofSeconds(90)).until(clients::isTerminated);
        return new ArrayList<>(attempts);
    }

    static List<Attempt> which(List<Attempt> attempts, Predicate<Attempt> wanted) {
        return attempts.stream().filter(wanted).toList();
    }

    /** Does no harm after {@link #stop}; ends everybody after a failed test. */
    @Override
    public void close() {
        stopped = true;
        clients.shutdownNow();
    }
}
