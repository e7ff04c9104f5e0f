package dev.waybill.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SlotRange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How Postgres looks for overdue sagas while thousands are: the first by their index. It once sorted all of them for each
 * batch, which took half of its time. A database of its own, since plans follow from what there is.
 */
class RescuerPlanIT {

    private static final Servers SERVERS = TestServers.shared();
    private static final String DATABASE = "many_overdue_sagas";
    private static final String OVERDUE = """
            INSERT INTO sagas (id, order_id, tenant, definition, number, phase, steps, version, order_version, started_at,
              updated_at, due_at)
            SELECT gen_random_uuid(), gen_random_uuid(), 'acme', 'place-order', 2, 'FORWARD', '{}', 1, 1, now(), now(),
              now() - i * interval '1 ms'
            FROM generate_series(1, 20000) AS i""";

    private static Connection connection;

    @BeforeAll
    static void plant() throws SQLException {
        Vertx vertx = Vertx.vertx();
        ShardSettings settings = new ShardSettings(
                SERVERS.createDatabase(DATABASE), SlotRange.parse("0-4095"), 1, Duration.ofSeconds(20));
        Shards shards = new Shards(
                List.of(settings), "planning", List.of("db/delivery", "db/orders"), vertx, new SimpleMeterRegistry());
        shards.open();
        shards.close();
        vertx.close();
        connection = SERVERS.postgresAddress().connect(DATABASE);
        run(OVERDUE);
        // Not the pauses: an empty table is never sampled by itself, and Postgres takes it for one with many rows.
        run("ANALYZE sagas");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void oneLookTellsWhetherAnyIsOverdue() throws SQLException {
        assertThat(plan(SagaRescuer.FIND_OVERDUE.sql(), "timestamptz", "now()"))
                .contains("Index Scan using open_sagas_by_due_time")
                .doesNotContain("Sort");
    }

    @Test
    void theFirstAreTakenWithoutSortingAll() throws SQLException {
        assertThat(plan(
                        SagaRescuer.TAKE_OVERDUE.sql(),
                        "timestamptz, timestamptz, integer",
                        "now(), 'epoch', " + SagaRescuer.AT_MOST))
                .contains("Index Scan using open_sagas_by_due_time")
                .doesNotContain("Sort");
    }

    private static String plan(String sql, String types, String values) throws SQLException {
        run("DEALLOCATE ALL");
        // As of a session that keeps its plans.
        run("SET plan_cache_mode = force_generic_plan");
        run("SET enable_seqscan = off");
        run("SET enable_hashjoin = off");
        run("SET enable_mergejoin = off");
        run("PREPARE looked_at (%s) AS %s".formatted(types, sql));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN EXECUTE looked_at (%s)".formatted(values))) {
            StringBuilder plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
