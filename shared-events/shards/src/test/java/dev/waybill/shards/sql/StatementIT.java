package dev.waybill.shards.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.servers.TestServers;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every type that a parameter or a column may have, there and back through a real Postgres. */
class StatementIT {

    enum Colour {
        RED,
        BLUE
    }

    record One(
            @Nullable UUID id,
            @Nullable String name,
            @Nullable Long big,
            @Nullable Integer small,
            @Nullable Boolean flag,
            @Nullable Instant at,
            byte @Nullable [] data,
            @Nullable Colour colour) {}

    record Primitives(long big, int small, boolean flag) {}

    record Lists(
            List<@Nullable UUID> ids,
            List<@Nullable String> names,
            List<@Nullable Long> bigs,
            List<@Nullable Integer> smalls,
            List<@Nullable Boolean> flags,
            List<@Nullable Instant> ats,
            List<@Nullable Colour> colours) {}

    record Table(List<One> ones) {}

    record Blobs(List<byte[]> blobs) {}

    private static final Statement<One, One> ONE = Statement.of("one", One.class, One.class, """
            SELECT :id AS id, :name AS name, :big AS big, :small AS small, :flag AS flag, :at AS at, :data AS data,
                   :colour AS colour
            """);
    private static final Statement<Primitives, Primitives> PRIMITIVES =
            Statement.of("primitives", Primitives.class, Primitives.class, """
            SELECT :big AS big, :small AS small, :flag AS flag
            """);
    private static final Statement<Lists, Lists> LISTS = Statement.of("lists", Lists.class, Lists.class, """
            SELECT :ids AS ids, :names AS names, :bigs AS bigs, :smalls AS smalls, :flags AS flags, :ats AS ats,
                   :colours AS colours
            """);
    private static final Statement<Table, One> TABLE = Statement.of("table", Table.class, One.class, """
            SELECT id, name, big, small, flag, at, data, colour FROM :ones ORDER BY nr
            """);
    private static final Statement<NoParameters, Blobs> BLOBS =
            Statement.of("blobs", NoParameters.class, Blobs.class, """
            SELECT ARRAY['\\x01'::bytea, NULL] AS blobs
            """);

    private static final One FULL = new One(
            UUID.randomUUID(),
            "Zoë's “name”",
            Long.MIN_VALUE,
            Integer.MAX_VALUE,
            true,
            Instant.parse("2026-01-02T03:04:05.678901Z"),
            new byte[] {0, 1, -1},
            Colour.BLUE);
    private static final One EMPTY = new One(null, null, null, null, null, null, null, null);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = PgBuilder.pool()
            .connectingTo(TestServers.shared().createDatabase("statements"))
            .using(vertx)
            .build();

    @AfterEach
    void close() {
        pool.close();
        vertx.close();
    }

    @Test
    void readsEveryType() throws Exception {
        assertThat(run(ONE, FULL)).usingRecursiveFieldByFieldElementComparator().containsExactly(FULL);
        Primitives primitives = new Primitives(Long.MAX_VALUE, -1, false);
        assertThat(run(PRIMITIVES, primitives)).containsExactly(primitives);
    }

    @Test
    void readsNulls() throws Exception {
        assertThat(run(ONE, EMPTY)).containsExactly(EMPTY);
    }

    @Test
    void readsListsWithNulls() throws Exception {
        Lists lists = new Lists(
                Arrays.asList(FULL.id(), null),
                Arrays.asList(null, "b"),
                Arrays.asList(1L, null),
                Arrays.asList(null, 2),
                Arrays.asList(true, null),
                Arrays.asList(FULL.at(), null),
                Arrays.asList(null, Colour.RED));
        assertThat(run(LISTS, lists)).containsExactly(lists);
        Lists empty = new Lists(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        assertThat(run(LISTS, empty)).containsExactly(empty);
        assertThat(run(BLOBS, new NoParameters()).getFirst().blobs()).containsExactly(new byte[] {1}, null);
    }

    @Test
    void makesATableOfRecordsInTheirOrder() throws Exception {
        assertThat(run(TABLE, new Table(List.of(FULL, EMPTY, FULL))))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(FULL, EMPTY, FULL);
        assertThat(run(TABLE, new Table(List.of()))).isEmpty();
    }

    private <P extends Record, R extends Record> List<R> run(Statement<P, R> statement, P parameters) throws Exception {
        return pool.preparedQuery(statement.sql())
                .execute(statement.bind(parameters))
                .map(statement::rows)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }
}
