package dev.waybill.system;

import static org.awaitility.Awaitility.await;

import dev.waybill.system.Purchase.Line;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Customers who come at a steady pace, order, and sometimes cancel or send something back; each asks again until it is
 * answered. It remembers counts only, so that it can go on for as long as anybody likes.
 */
final class LongDay implements AutoCloseable {
    static final List<String> SKUS =
            IntStream.range(0, 40).mapToObj(n -> "EVERYDAY-" + n).toList();
    private static final List<String> TOKENS = List.of(
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_approve",
            "tok_decline_fraud",
            "tok_slow",
            "tok_slow_capture",
            "tok_fail_once",
            "tok_timeout",
            "tok_timeout_capture",
            "tok_timeout_void",
            "tok_timeout_refund");
    private static final int AT_ONCE = 300;
    private static final int LONGEST_DELAY_MILLIS = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Shop shop;
    private final Aftersales aftersales;
    private final Random random;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Executor customers = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;
    final AtomicInteger orders = new AtomicInteger();
    final AtomicInteger cancels = new AtomicInteger();
    final AtomicInteger returns = new AtomicInteger();
    final AtomicInteger refusals = new AtomicInteger();

    /** What a customer does after the order is placed. */
    private enum SecondThought {
        NONE,
        CANCEL,
        RETURN
    }

    private record Visit(Purchase purchase, SecondThought then, int delayMillis) {}

    private LongDay(Shop shop, long seed) {
        this.shop = shop;
        this.aftersales = new Aftersales(shop);
        this.random = new Random(seed);
    }

    static LongDay begin(Shop shop, int ordersPerSecond, long seed) {
        LongDay day = new LongDay(shop, seed);
        long gap = TimeUnit.SECONDS.toNanos(1) / ordersPerSecond;
        var unused = day.clock.scheduleAtFixedRate(day::come, 0, gap, TimeUnit.NANOSECONDS);
        return day;
    }

    /** Whoever finds the shop full of people who wait goes away again. */
    private void come() {
        Visit visit = visit();
        if (!over && places.tryAcquire()) {
            customers.execute(() -> place(visit));
        }
    }

    /** A visit is the same for the same seed, whatever became of those before. */
    private Visit visit() {
        int thought = random.nextInt(10);
        SecondThought then =
                thought < 2 ? SecondThought.CANCEL : thought < 4 ? SecondThought.RETURN : SecondThought.NONE;
        Purchase purchase = new Purchase(
                "customer-" + random.nextInt(500),
                "visit-" + random.nextLong(),
                TOKENS.get(random.nextInt(TOKENS.size())),
                random.ints(2, 0, SKUS.size())
                        .distinct()
                        .mapToObj(n -> new Line(SKUS.get(n), 1 + n % 3))
                        .toList());
        return new Visit(purchase, then, random.nextInt(LONGEST_DELAY_MILLIS));
    }

    private void place(Visit visit) {
        try {
            String id = Shop.persistently(PATIENCE, () -> shop.place(visit.purchase(), 0), Answer::taken)
                    .id();
            orders.incrementAndGet();
            if (visit.then() == SecondThought.NONE) {
                places.release();
            } else {
                var unused = clock.schedule(
                        () -> customers.execute(() -> think(visit, id)), visit.delayMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException e) {
            failures.add(e);
            places.release();
        }
    }

    private void think(Visit visit, String order) {
        try {
            boolean cancels = visit.then() == SecondThought.CANCEL;
            Answer answer = cancels ? aftersales.cancelPersistently(order) : giveBack(order);
            AtomicInteger accepted = cancels ? this.cancels : returns;
            (answer.taken() && !answer.state().equals("REJECTED") ? accepted : refusals).incrementAndGet();
        } catch (RuntimeException e) {
            failures.add(e);
        } finally {
            places.release();
        }
    }

    /** Nothing can come back before it was decided that it goes out. */
    private Answer giveBack(String order) {
        Answer now = Shop.persistently(
                PATIENCE,
                () -> shop.order(order),
                answer -> answer.status() == 200 && !answer.state().equals("PROCESSING"));
        return now.state().equals("CONFIRMED") ? aftersales.giveBackPersistently(order, "key-of-" + order, 1) : now;
    }

    /** Lets nobody in any more, and everybody finish; returns those who were never answered. */
    Queue<Throwable> end() {
        over = true;
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> places.tryAcquire(AT_ONCE));
        return failures;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
