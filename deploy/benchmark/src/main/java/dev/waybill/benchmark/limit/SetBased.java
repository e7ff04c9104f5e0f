package dev.waybill.benchmark.limit;

import dev.waybill.benchmark.shop.ServiceTables;
import dev.waybill.local.servers.PostgresAddress;
import dev.waybill.local.stack.ServiceKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the set-based statements alone, on databases {@code limit_orders}, {@code limit_inventory} and {@code limit_payments}
 * that it makes anew.
 *
 * <p>Every order has three lines and is confirmed; none is declined. Plans are custom ones, made for arrays as long as these.
 */
public final class SetBased {
    private static final int GOODS = 10_000;
    private static final String PUT_ON_SALE = """
            INSERT INTO products (tenant, sku, name, price, currency, active, version, created_at, updated_at)
            SELECT 'limit', 'SKU-' || i, 'ARTICLE ' || i, 500, 'GBP', true, 1, now(), now()
            FROM generate_series(0, %1$d - 1) AS i;
            INSERT INTO stock (tenant, sku, available, received)
            SELECT 'limit', 'SKU-' || i, 1000000000, 1000000000 FROM generate_series(0, %1$d - 1) AS i;
            """.formatted(GOODS);

    private final PostgresAddress postgres;

    private SetBased(PostgresAddress postgres) {
        this.postgres = postgres;
    }

    /**
     * @param orders confirmed, with their money taken and their saga ended
     * @param nanos how long that took
     */
    public record Result(long orders, long nanos) {
        public double ordersPerSecond() {
            return orders * 1e9 / nanos;
        }
    }

    /**
     * @param duration how long new batches are begun
     * @param batchSize orders in each statement
     * @param connections to each of the three databases; as many batches are under way at once
     */
    public static Result run(ServiceTables tables, Duration duration, int batchSize, int connections) {
        tables.make(ServiceKind.ORDERS, "limit_orders", "");
        tables.make(ServiceKind.INVENTORY, "limit_inventory", PUT_ON_SALE);
        tables.make(ServiceKind.PAYMENTS, "limit_payments", "");
        return new SetBased(tables.postgres()).measure(duration, batchSize, connections);
    }

    static String sku(int number) {
        return "SKU-" + number;
    }

    private Result measure(Duration duration, int batchSize, int connections) {
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        long orders = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<Long>> workers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                SplittableRandom random = new SplittableRandom(i);
                workers.add(threads.submit(() -> work(end, batchSize, random)));
            }
            for (Future<Long> worker : workers) {
                orders += worker.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the limit could not be measured: " + e.getMessage(), e);
        }
        return new Result(orders, System.nanoTime() - begin);
    }

    private long work(long end, int batchSize, SplittableRandom random) throws SQLException {
        try (Connection orders = connect("limit_orders");
                Connection inventory = connect("limit_inventory");
                Connection payments = connect("limit_payments")) {
            Chain chain = new Chain(orders, inventory, payments);
            long done = 0;
            while (System.nanoTime() < end) {
                chain.run(new Batch(batchSize, GOODS, random));
                done += batchSize;
            }
            return done;
        }
    }

    private Connection connect(String database) throws SQLException {
        Connection connection = postgres.connect(database);
        Column.run(connection, "SET plan_cache_mode = force_custom_plan");
        connection.setAutoCommit(false);
        return connection;
    }
}
