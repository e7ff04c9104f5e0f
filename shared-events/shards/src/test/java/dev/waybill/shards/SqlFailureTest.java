package dev.waybill.shards;

import static dev.waybill.shards.SqlFailure.BUG;
import static dev.waybill.shards.SqlFailure.DATA;
import static dev.waybill.shards.SqlFailure.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SqlFailureTest {

    private static final Map<String, SqlFailure> STATES = Map.ofEntries(
            Map.entry("08006", TRANSIENT),
            Map.entry("40001", TRANSIENT),
            Map.entry("40P01", TRANSIENT),
            Map.entry("53300", TRANSIENT),
            Map.entry("55P03", TRANSIENT),
            Map.entry("57014", TRANSIENT),
            Map.entry("57P01", TRANSIENT),
            Map.entry("25P03", TRANSIENT),
            Map.entry("25P04", TRANSIENT),
            Map.entry("25006", TRANSIENT),
            Map.entry("28P01", TRANSIENT),
            Map.entry("28000", TRANSIENT),
            Map.entry("3D000", TRANSIENT),
            Map.entry("22001", DATA),
            Map.entry("22021", DATA),
            Map.entry("23505", DATA),
            Map.entry("23514", DATA),
            Map.entry("25001", BUG),
            Map.entry("42703", BUG),
            Map.entry("42601", BUG),
            Map.entry("0A000", BUG),
            Map.entry("", BUG));

    @Test
    void readsTheState() {
        STATES.forEach((state, meaning) ->
                assertThat(SqlFailure.of(pg(state, "…"))).as(state).isEqualTo(meaning));
    }

    @Test
    void knowsAStalePlanFromAFeatureThatIsMissing() {
        assertThat(SqlFailure.of(pg("0A000", "cached plan must not change result type")))
                .isEqualTo(TRANSIENT);
        assertThat(SqlFailure.of(pg("0A000", "FOR UPDATE is not allowed with aggregate functions")))
                .isEqualTo(BUG);
    }

    @Test
    void looksAtCausesToo() {
        assertThat(SqlFailure.of(new CompletionException(pg("23505", "…")))).isEqualTo(DATA);
        assertThat(SqlFailure.of(new UncheckedIOException(new ConnectException("refused"))))
                .isEqualTo(TRANSIENT);
        assertThat(SqlFailure.of(new IllegalStateException(new TimeoutException("late"))))
                .isEqualTo(TRANSIENT);
    }

    @Test
    void takesABrokenConnectionForAnOutageAndTheUnknownForABug() {
        assertThat(SqlFailure.of(ClosedConnectionException.INSTANCE)).isEqualTo(TRANSIENT);
        assertThat(SqlFailure.of(new ShardAwayException("away"))).isEqualTo(TRANSIENT);
        assertThat(SqlFailure.of(new NullPointerException())).isEqualTo(BUG);
    }

    private static PgException pg(String state, String message) {
        return new PgException(message, "ERROR", state, "");
    }
}
