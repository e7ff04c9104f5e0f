package dev.waybill.benchmark.queries;

import dev.waybill.benchmark.shop.ServiceTables;
import dev.waybill.local.servers.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Measures both ways of each task in turn, on one connection each, against a database of its own; everything is in memory
 * and committed durably.
 *
 * <p>The naive way parses each statement anew and asks one thing at a time. Ours is prepared once, and one round trip. Search
 * and filter stand for the product search and category filter of similar tables: the product has neither, nor categories, so
 * these rows, which say so, are the queries and indexes that it would have.
 */
public final class BeforeAfter {
    private static final int WARM_UP = 20;

    private BeforeAfter() {}

    /**
     * Medians of one task.
     *
     * @param built whether a service runs our way as it was measured
     * @param ratio how many times as fast our way is
     */
    public record Row(String what, boolean built, double naiveMs, double oursMs, double ratio) {
        public Row(String what, boolean built, double naiveMs, double oursMs) {
            this(what, built, naiveMs, oursMs, naiveMs / oursMs);
        }
    }

    /**
     * @param runs of each way, besides some to warm up
     */
    public static List<Row> measure(ServiceTables tables, int runs) throws SQLException {
        Shelves.fill(tables);
        PostgresAddress postgres = tables.postgres();
        try (Connection naive = connect(postgres, 0);
                Connection ours = connect(postgres, 1)) {
            try (var statement = ours.createStatement()) {
                statement.execute("ANALYZE");
            }
            List<Task> tasks = new ArrayList<>(PlacingTasks.all());
            tasks.addAll(ReadingTasks.all(ours));
            List<Row> rows = new ArrayList<>();
            for (Task task : tasks) {
                rows.add(measure(task, naive, ours, runs));
            }
            return rows;
        }
    }

    private static Connection connect(PostgresAddress postgres, int prepareThreshold) throws SQLException {
        Connection connection = DriverManager.getConnection(postgres.jdbcUrl(Shelves.DATABASE));
        connection.unwrap(PGConnection.class).setPrepareThreshold(prepareThreshold);
        return connection;
    }

    private static Row measure(Task task, Connection naive, Connection ours, int runs) throws SQLException {
        long[] before = new long[runs];
        long[] after = new long[runs];
        for (int run = -WARM_UP; run < runs; run++) {
            long naiveNanos = nanos(task.naive(), naive, run + WARM_UP);
            long oursNanos = nanos(task.ours(), ours, run + WARM_UP);
            if (run >= 0) {
                before[run] = naiveNanos;
                after[run] = oursNanos;
            }
        }
        return new Row(task.what(), task.built(), medianMs(before), medianMs(after));
    }

    private static long nanos(Task.Way way, Connection connection, int run) throws SQLException {
        long begin = System.nanoTime();
        way.run(connection, run);
        return System.nanoTime() - begin;
    }

    private static double medianMs(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }
}
