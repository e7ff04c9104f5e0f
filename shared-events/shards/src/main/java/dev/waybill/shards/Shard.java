package dev.waybill.shards;

import dev.waybill.shards.sql.Statement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * One Postgres database that owns a range of slots. Takes work only once its migrations have run; until then, and while it
 * can't be reached, everything that is asked of it fails with {@link ShardAwayException}.
 */
public final class Shard {

    /** What a batch does in a transaction: the last statement it sends travels with the COMMIT. */
    @FunctionalInterface
    public interface Work<R> {
        Pending<R> in(Transaction transaction);
    }

    private static final Logger LOG = Logger.getLogger(Shard.class);

    private final int number;
    private final ShardSettings settings;
    private final Pool pool;
    private final Breaker breaker = new Breaker(System::nanoTime);
    private final Timer transactions;
    private final Counter statements;
    private volatile boolean ready;

    Shard(int number, ShardSettings settings, String applicationName, Vertx vertx, MeterRegistry metrics) {
        this.number = number;
        this.settings = settings;
        this.pool = PgBuilder.pool()
                .with(poolOptions(settings, number))
                .connectingTo(connectOptions(settings, applicationName))
                .using(vertx)
                .build();
        this.transactions = metrics.timer("waybill.shard.transactions", "shard", name());
        this.statements = metrics.counter("waybill.shard.statements", "shard", name());
        metrics.gauge("waybill.shard.pool.size", Tags.of("shard", name()), pool, Pool::size);
    }

    public int number() {
        return number;
    }

    /** For people and metrics: the database's name. */
    public String name() {
        return settings.database();
    }

    public ShardSettings settings() {
        return settings;
    }

    /** Whether its migrations have run. */
    public boolean ready() {
        return ready;
    }

    void markReady() {
        ready = true;
    }

    /** As {@link #inTransaction(int, Work)}, about a few rows. */
    public <R> List<R> inTransaction(Work<R> work) {
        return inTransaction(1, work);
    }

    /**
     * Runs work in one transaction, in two round trips if it reads, then writes: BEGIN travels with its first statement
     * and COMMIT with its last. Blocks; call it from a virtual thread or a worker.
     *
     * @param rows how many it is about, roughly: what it costs to plan statements must be worth it
     * @return the rows of the statement that the work returned
     * @throws RuntimeException what {@link SqlFailure} can read; nothing of the work is done then, unless the connection
     *     broke during the COMMIT, so work must be safe to run again
     */
    public <R> List<R> inTransaction(int rows, Work<R> work) {
        return inTransaction(Plans.of(rows), work, settings.deadline());
    }

    /**
     * Runs one statement that only reads, and may take longer than the shard's transactions may: an audit's. It has one
     * snapshot, like any statement, and the database lets it write nothing. Blocks.
     *
     * @param deadline less than a minute, after which a silent connection counts as broken
     */
    public <P extends Record, R extends Record> List<R> readPatiently(
            Statement<P, R> statement, P parameters, Duration deadline) {
        return inTransaction(
                Plans.MADE_ANEW,
                transaction -> {
                    transaction.send(Patience.BEFORE_READING, Patience.of(deadline));
                    return transaction.send(statement, parameters);
                },
                deadline);
    }

    private <R> List<R> inTransaction(Plans plans, Work<R> work, Duration deadline) {
        requireReady();
        long start = System.nanoTime();
        Transaction transaction = new Transaction(connection(), plans, deadline);
        try {
            Pending<R> last = commit(work, transaction);
            // From here on the connection may be another transaction's: nothing may be sent on it any more.
            transaction.close();
            return last.rows();
        } finally {
            statements.increment(transaction.statements());
            transactions.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private static <R> Pending<R> commit(Work<R> work, Transaction transaction) {
        try {
            Pending<R> last = work.in(transaction);
            transaction.commit();
            return last;
        } catch (RuntimeException | Error e) {
            transaction.rollback();
            throw e;
        }
    }

    private Future<SqlConnection> connect() {
        Throwable refusal = breaker.open();
        return refusal == null
                ? pool.getConnection().onComplete(any -> breaker.connected(), breaker::refused)
                : Future.failedFuture(
                        new ShardAwayException("shard %s refused a connection".formatted(name()), refusal));
    }

    private SqlConnection connection() {
        Future<SqlConnection> promised = connect();
        try {
            return Pending.await(promised, settings.deadline());
        } catch (RuntimeException e) {
            // It may still come, and nobody waits for it any more.
            promised.onSuccess(SqlConnection::close);
            throw e;
        }
    }

    /** Runs one statement as a transaction of its own. A failure is one that {@link SqlFailure} can read. */
    public <P extends Record, R extends Record> Future<List<R>> query(Statement<P, R> statement, P parameters) {
        if (!ready) {
            return Future.failedFuture(away());
        }
        statements.increment();
        long deadline = System.nanoTime() + settings.deadline().toNanos();
        return connect()
                .compose(connection -> inTime(deadline, connection)
                        .compose(
                                any -> connection.preparedQuery(statement.sql()).execute(statement.bind(parameters)))
                        .eventually(() -> connection.close()))
                .timeout(settings.deadline().toMillis(), TimeUnit.MILLISECONDS)
                .map(statement::rows)
                .recover(failure -> Future.failedFuture(Pending.readable(failure)));
    }

    /** A connection that came too late is given back as it is: nobody waits for the answer any more, and may have asked again. */
    private static Future<SqlConnection> inTime(long deadline, SqlConnection connection) {
        return System.nanoTime() - deadline < 0
                ? Future.succeededFuture(connection)
                : Future.failedFuture(new TimeoutException("no connection came in time"));
    }

    /** As {@link #run(Statement, Record)}, about so many rows. */
    public <P extends Record, R extends Record> List<R> run(int rows, Statement<P, R> statement, P parameters) {
        return Plans.of(rows) == Plans.KEPT
                ? Objects.requireNonNull(transactions.record(() -> run(statement, parameters)))
                : inTransaction(rows, transaction -> transaction.send(statement, parameters));
    }

    /** As {@link #query}, but waits. */
    public <P extends Record, R extends Record> List<R> run(Statement<P, R> statement, P parameters) {
        return Pending.await(query(statement, parameters), settings.deadline());
    }

    /** Whether the shard answers. */
    public Future<Void> ping() {
        return pool.query("SELECT 1").execute().mapEmpty();
    }

    /** Closes the pool; what goes wrong with it concerns nobody any more. */
    void close() {
        try {
            Pending.await(pool.close(), settings.deadline());
        } catch (RuntimeException e) {
            LOG.debugf(e, "the pool of %s did not close in time", name());
        }
    }

    private void requireReady() {
        if (!ready) {
            throw away();
        }
    }

    private ShardAwayException away() {
        return new ShardAwayException("shard %s has not been reached and migrated yet".formatted(name()));
    }

    private static PoolOptions poolOptions(ShardSettings settings, int number) {
        return new PoolOptions()
                .setName("shard-" + number + "-" + settings.database())
                .setMaxSize(settings.poolSize())
                // Callers have deadlines of their own; the pool's time-out fails again, loudly, what has failed before.
                .setMaxWaitQueueSize(10_000)
                // Before the socket's own idle timeout, which could strike at the moment of use.
                .setIdleTimeout(30)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                // Old connections hold caches of what they once did: renew them now and then.
                .setMaxLifetime(30)
                .setMaxLifetimeUnit(TimeUnit.MINUTES);
    }

    private static PgConnectOptions connectOptions(ShardSettings settings, String applicationName) {
        String deadlineMillis = String.valueOf(settings.deadline().toMillis());
        PgConnectOptions options = new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(settings.password())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(256)
                .setPreparedStatementCacheSqlLimit(32_768);
        options.setConnectTimeout(2_000);
        options.setTcpNoDelay(true);
        // A peer that vanished without a word: nothing read or written for a minute ends the connection.
        options.setIdleTimeout(60);
        options.setIdleTimeoutUnit(TimeUnit.SECONDS);
        Plans.OF_A_SESSION.forEach(options::addProperty);
        return options.addProperty("application_name", applicationName)
                .addProperty("statement_timeout", deadlineMillis)
                .addProperty("transaction_timeout", deadlineMillis)
                .addProperty("idle_in_transaction_session_timeout", deadlineMillis)
                .addProperty("timezone", "UTC");
    }
}
