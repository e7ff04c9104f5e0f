package dev.waybill.shards;

import dev.waybill.shards.sql.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A statement that has been sent, and whose rows will come: the next one can be sent before.
 *
 * @param <R> a row
 */
public final class Pending<R> {

    private final Future<List<R>> rows;
    private final Duration deadline;

    private Pending(Future<List<R>> rows, Duration deadline) {
        this.rows = rows;
        this.deadline = deadline;
    }

    static <R extends Record> Pending<R> of(Statement<?, R> statement, Future<RowSet<Row>> sent, Duration deadline) {
        return new Pending<>(sent.map(statement::rows), deadline);
    }

    /** For work that finds nothing to write. */
    public static <R> Pending<R> none() {
        return new Pending<>(Future.succeededFuture(List.of()), Duration.ZERO);
    }

    /**
     * The rows; waits for them.
     *
     * @throws ShardAwayException if they don't come in time
     */
    public List<R> rows() {
        return await(rows, deadline);
    }

    /** Both statements' rows, these first. */
    public Pending<R> and(Pending<R> more) {
        Future<List<R>> both = rows.compose(first -> more.rows.map(
                second -> Stream.concat(first.stream(), second.stream()).toList()));
        return new Pending<>(both, deadline.compareTo(more.deadline) > 0 ? deadline : more.deadline);
    }

    static <T> T await(Future<T> future, Duration deadline) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw readable(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new ShardAwayException("the shard did not answer within " + deadline, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShardAwayException("interrupted while waiting for the shard", e);
        }
    }

    /** The client has failures that are no exceptions, such as a pool's that has no connection to give. */
    static RuntimeException readable(Throwable failure) {
        return failure instanceof RuntimeException exception
                ? exception
                : new ShardAwayException("the shard did not answer: " + failure.getMessage(), failure);
    }
}
