package dev.waybill.auditing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.auditing.AuditReport.Drift;
import dev.waybill.auditing.AuditReport.OfCheck;
import dev.waybill.auditing.AuditReport.Verdict;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SlotRange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditorIT {

    private static final Servers SERVERS = TestServers.shared();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void findsWhatDriftsAndWhereAndWithWhichFigures() throws Exception {
        try (Shards shards = open("audited_a", "audited_b")) {
            Auditor auditor = auditor(shards, 100, Accounts.BALANCES);
            execute("audited_a", "INSERT INTO accounts VALUES ('good', 7, 3, 4)");
            assertThat(auditor.last()).isEmpty();
            assertThat(auditor.runOnce().verdict()).isEqualTo(Verdict.CLEAN);

            execute("audited_b", "INSERT INTO accounts VALUES ('bad', 7, 3, 5)");
            AuditReport report = auditor.runOnce();
            assertThat(report.verdict()).isEqualTo(Verdict.DRIFTING);
            assertThat(report.at()).isEqualTo(NOW);
            assertThat(of(report, 0).verdict()).isEqualTo(Verdict.CLEAN);
            Drift drift = of(report, 1).rows().getFirst();
            assertThat(drift.subject()).isEqualTo("bad");
            assertThat(drift.found().get("balance").asLong()).isEqualTo(5);
            assertThat(drifts("audited_a")).isZero();
            assertThat(drifts("audited_b")).isEqualTo(1);
            assertThat(lastRun("audited_b")).isEqualTo((double) NOW.getEpochSecond());

            execute("audited_b", "UPDATE accounts SET balance = 4");
            assertThat(auditor.runOnce().drifts()).isZero();
            assertThat(drifts("audited_b")).isZero();
            assertThat(auditor.last()).isPresent();
        }
    }

    @Test
    void showsSomeAndCountsAll() throws Exception {
        try (Shards shards = open("audited_many")) {
            execute("audited_many", "INSERT INTO accounts SELECT 'n' || n, n, 0, 0 FROM generate_series(10, 59) n");
            OfCheck check = of(auditor(shards, 3, Accounts.BALANCES).runOnce(), 0);
            assertThat(check.rows()).extracting(Drift::subject).containsExactly("n10", "n11", "n12");
            assertThat(check.drifts()).isEqualTo(50);
            assertThat(drifts("audited_many")).isEqualTo(50);
        }
    }

    @Test
    void whatCannotBeCheckedIsNotClean() throws Exception {
        try (Shards shards = open("audited_half")) {
            AuditReport report =
                    auditor(shards, 100, Accounts.NOTHING, Accounts.BALANCES).runOnce();
            assertThat(report.verdict()).isEqualTo(Verdict.NOT_CHECKED);
            assertThat(of(report, 0).problem()).contains("no_such_table");
            assertThat(metrics.get("waybill.audit.failures").counter().count()).isEqualTo(1);
            assertThat(metrics.get("waybill.audit.drifts")
                            .tag("check", "nothing")
                            .gauge()
                            .value())
                    .isNaN();
            assertThat(metrics.find("waybill.audit.last.run.seconds").gauge()).isNull();
        }
    }

    @Test
    void aShardThatIsAwayIsNotCheckedAndHidesNoOthersDrift() throws Exception {
        try (Shards shards = shards("audited_here", "audited_nowhere")) {
            SERVERS.createDatabase("audited_here");
            shards.open();
            execute("audited_here", "INSERT INTO accounts VALUES ('bad', 1, 0, 0)");
            AuditReport report = auditor(shards, 100, Accounts.BALANCES).runOnce();
            assertThat(report.verdict()).isEqualTo(Verdict.DRIFTING);
            assertThat(of(report, 0).drifts()).isEqualTo(1);
            assertThat(of(report, 1).verdict()).isEqualTo(Verdict.NOT_CHECKED);
            assertThat(drifts("audited_nowhere")).isNaN();
        }
    }

    @Test
    void whatReadsWholeTablesIsTakenFromBeforeUnlessItDrifts() throws Exception {
        try (Shards shards = open("audited_seldom")) {
            Auditor auditor = auditor(shards, 100, Accounts.ALL_BALANCES, Accounts.BALANCES);
            assertThat(auditor.runDue().verdict()).isEqualTo(Verdict.CLEAN);

            execute("audited_seldom", "INSERT INTO accounts VALUES ('bad', 1, 0, 0)");
            AuditReport soon = auditor.runDue();
            assertThat(of(soon, 0).verdict()).as("within the hour").isEqualTo(Verdict.CLEAN);
            assertThat(soon.shards().getFirst().checks().getLast().verdict()).isEqualTo(Verdict.DRIFTING);
            assertThat(of(auditor.runOnce(), 0).drifts()).isEqualTo(1);

            execute("audited_seldom", "DELETE FROM accounts");
            assertThat(of(auditor.runDue(), 0).verdict()).as("put right").isEqualTo(Verdict.CLEAN);
        }
    }

    @Test
    void twoChecksOfOneNameAreRefused() {
        assertThatThrownBy(() -> AuditChecks.of(Accounts.BALANCES, Accounts.BALANCES))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static OfCheck of(AuditReport report, int shard) {
        return report.shards().get(shard).checks().getFirst();
    }

    private double drifts(String shard) {
        return metrics.get("waybill.audit.drifts")
                .tag("shard", shard)
                .tag("check", "balances")
                .gauge()
                .value();
    }

    private double lastRun(String shard) {
        return metrics.get("waybill.audit.last.run.seconds")
                .tag("shard", shard)
                .gauge()
                .value();
    }

    private Shards open(String... databases) {
        for (String database : databases) {
            SERVERS.createDatabase(database);
        }
        Shards shards = shards(databases);
        shards.open();
        return shards;
    }

    private Shards shards(String... databases) {
        int width = 4096 / databases.length;
        List<ShardSettings> settings = IntStream.range(0, databases.length)
                .mapToObj(i -> new ShardSettings(
                        SERVERS.postgresUrl(databases[i]),
                        new SlotRange(i * width, (i + 1) * width - 1),
                        2,
                        Duration.ofSeconds(5)))
                .toList();
        return new Shards(settings, "auditor-test", List.of("db/audited"), vertx, metrics);
    }

    private Auditor auditor(Shards shards, int shown, AuditCheck<?>... checks) {
        AuditConfig config = new AuditConfig() {
            @Override
            public Duration every() {
                return Duration.ofMinutes(1);
            }

            @Override
            public Duration wholeEvery() {
                return Duration.ofHours(1);
            }

            @Override
            public Duration deadline() {
                return Duration.ofSeconds(10);
            }

            @Override
            public int shown() {
                return shown;
            }
        };
        return new Auditor(shards, AuditChecks.of(checks), config, Clock.fixed(NOW, ZoneOffset.UTC), metrics);
    }

    private static void execute(String database, String sql) throws Exception {
        try (Connection connection = SERVERS.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
