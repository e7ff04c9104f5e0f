package dev.waybill.shards;

import dev.waybill.shards.sql.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One transaction on one shard, READ COMMITTED: every statement has its own snapshot, which is what lets a fence that is
 * read in a statement after the lock see what the lock's last holder wrote. Statements are pipelined: sending does not
 * wait, and what is sent in one go travels in one flush.
 *
 * <p>Not for use by several threads.
 */
public final class Transaction {

    private final SqlConnection connection;
    private final Duration deadline;
    private final List<Future<RowSet<Row>>> sent = new ArrayList<>();
    /** Whether the COMMIT is on its way: of a transaction that failed, it is the end too. */
    private boolean ending;

    Transaction(SqlConnection connection, Plans plans, Duration deadline) {
        this.connection = connection;
        this.deadline = deadline;
        sent.add(connection.query(plans.begin()).execute());
    }

    /** Sends a statement; its rows come later. */
    public <P extends Record, R extends Record> Pending<R> send(Statement<P, R> statement, P parameters) {
        Future<RowSet<Row>> result = connection.preparedQuery(statement.sql()).execute(statement.bind(parameters));
        sent.add(result);
        return Pending.of(statement, result, deadline);
    }

    /**
     * Sends COMMIT. Behind one statement that is still on its way it goes without waiting: had that failed, Postgres would
     * answer with a rollback, and the failure is what the caller gets. Several are waited for first, since one that fails
     * before it reaches the server, by a value that can't be encoded, would not keep the others from being committed.
     */
    void commit() {
        if (sent.stream().skip(1).filter(each -> !each.isComplete()).count() > 1) {
            Pending.await(Future.all(sent), deadline);
        }
        ending = true;
        sent.add(connection.query("COMMIT").execute());
        Pending.await(Future.all(sent), deadline);
    }

    /** Gives the connection back, but only once nothing of this transaction can still happen on it. */
    void rollback() {
        if (!ending) {
            sent.add(connection.query("ROLLBACK").execute());
        }
        Future.join(sent).eventually(() -> connection.close());
    }

    void close() {
        connection.close();
    }

    /** Statements sent, BEGIN and COMMIT among them. */
    int statements() {
        return sent.size();
    }
}
