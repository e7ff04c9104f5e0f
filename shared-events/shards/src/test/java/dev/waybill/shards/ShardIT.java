package dev.waybill.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.waybill.shards.Things.Count;
import dev.waybill.shards.Things.Thing;
import dev.waybill.shards.sql.NoParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShardIT {

    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final NoParameters NONE = new NoParameters();

    private final TestShards made = new TestShards();

    @AfterEach
    void close() {
        made.close();
    }

    @Test
    void aTransactionReadsThenWritesWithFourStatementsHoweverLargeTheBatch() {
        Shard shard = shard("shard_batch", 2, PATIENT);
        List<Thing> written = shard.inTransaction(transaction -> {
            long before = transaction.send(Things.COUNT, NONE).rows().getFirst().count();
            return transaction.send(Things.INSERT, Things.things(5_000 - (int) before));
        });
        assertThat(written).hasSize(5_000);
        assertThat(written.get(17).quantity()).isEqualTo(17);
        assertThat(made.metrics
                        .counter("waybill.shard.statements", "shard", "shard_batch")
                        .count())
                .isEqualTo(4);
        assertThat(count(shard)).isEqualTo(5_000);
    }

    @Test
    void aPlanIsKeptForFewRowsAndMadeAnewForMany() {
        Shard shard = shard("shard_plans", 1, PATIENT);
        for (int i = 0; i < 2; i++) {
            assertThat(plans(shard, 1_000)).isEqualTo("force_generic_plan, seqscan off");
            assertThat(plans(shard, 1_001)).isEqualTo("force_custom_plan, seqscan on");
        }
        assertThat(shard.run(Things.PLANS, NONE).getFirst().how()).isEqualTo("force_generic_plan, seqscan off");
        assertThat(shard.run(1_001, Things.PLANS, NONE).getFirst().how()).isEqualTo("force_custom_plan, seqscan on");
    }

    private static String plans(Shard shard, int rows) {
        return shard.inTransaction(rows, transaction -> transaction.send(Things.PLANS, NONE))
                .getFirst()
                .how();
    }

    @Test
    void aFailureInThePipelineUndoesAllAndLeavesTheConnectionClean() {
        Shard shard = shard("shard_pipeline", 1, PATIENT);
        Throwable failure = catchThrowable(() -> shard.inTransaction(transaction -> {
            transaction.send(Things.INSERT, Things.things(3));
            transaction.send(Things.INSERT, Things.lessThanNothing());
            return transaction.send(Things.INSERT, Things.things(3));
        }));
        assertThat(failure).hasMessageContaining("quantity_is_never_negative");
        assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.DATA);
        // The pool has one connection: this is the same one, and no longer in a transaction that failed.
        assertThat(count(shard)).isZero();
        assertThat(shard.inTransaction(transaction -> transaction.send(Things.INSERT, Things.things(2))))
                .hasSize(2);
        assertThat(count(shard)).isEqualTo(2);
    }

    @Test
    void workThatThrowsUndoesWhatItSent() {
        Shard shard = shard("shard_throwing", 1, PATIENT);
        assertThatThrownBy(() -> shard.inTransaction(transaction -> {
                    transaction.send(Things.INSERT, Things.things(3));
                    throw new IllegalArgumentException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(count(shard)).isZero();
    }

    @Test
    void aRowThatItsRecordRefusesHarmsNoTransactionAfterIt() {
        Shard shard = shard("shard_refused_row", 1, PATIENT);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> shard.inTransaction(transaction -> transaction.send(Things.BLUE, NONE)))
                    .hasStackTraceContaining("BLUE");
            assertThat(shard.inTransaction(transaction -> {
                        transaction.send(Things.COUNT, NONE).rows();
                        return transaction.send(Things.INSERT, Things.things(1));
                    }))
                    .hasSize(1);
        }
        assertThat(count(shard)).isEqualTo(20);
    }

    @Test
    void aDeadlineLeavesNothingBehind() throws Exception {
        Shard shard = shard("shard_deadline", 1, Duration.ofMillis(600));
        Throwable failure = catchThrowable(() -> shard.inTransaction(transaction -> {
            transaction.send(Things.INSERT, Things.things(3));
            return transaction.send(Things.SLEEP, new Things.Seconds(60));
        }));
        assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.TRANSIENT);
        await().atMost(PATIENT).until(() -> openTransactions("shard_deadline") == 0);
        await().atMost(PATIENT).ignoreExceptions().until(() -> count(shard) == 0);
    }

    @Test
    void aPatientReaderMayTakeLongerAndWritesNothing() {
        Shard shard = shard("shard_patient", 1, Duration.ofMillis(600));
        assertThat(shard.readPatiently(Things.SLEEP, new Things.Seconds(1), PATIENT))
                .hasSize(1);
        assertThatThrownBy(() -> shard.readPatiently(Things.INSERT, Things.things(1), PATIENT))
                .hasMessageContaining("read-only");
        // What was allowed to one transaction is not allowed to the next on the same connection.
        assertThat(SqlFailure.of(catchThrowable(() -> shard.run(Things.SLEEP, new Things.Seconds(60)))))
                .isEqualTo(SqlFailure.TRANSIENT);
        await().atMost(PATIENT).ignoreExceptions().until(() -> count(shard) == 0);
    }

    @Test
    void aPatientReaderHasADeadlineToo() {
        Shard shard = shard("shard_impatient", 1, PATIENT);
        Throwable failure =
                catchThrowable(() -> shard.readPatiently(Things.SLEEP, new Things.Seconds(60), Duration.ofMillis(300)));
        assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.TRANSIENT);
    }

    @Test
    void aCallerWhoWaitedTooLongForAConnectionLeaksNone() throws Exception {
        Shard shard = shard("shard_queue", 1, Duration.ofMillis(300));
        shard.query(Things.SLEEP, new Things.Seconds(60));
        for (int i = 0; i < 5; i++) {
            Throwable failure = catchThrowable(
                    () -> shard.inTransaction(transaction -> transaction.send(Things.INSERT, Things.things(1))));
            assertThat(failure == null || SqlFailure.of(failure) == SqlFailure.TRANSIENT)
                    .isTrue();
        }
        long written = TestShards.ask("shard_queue", "SELECT count(*) FROM things");
        await().atMost(PATIENT).ignoreExceptions().until(() -> count(shard) == written);
    }

    @Test
    void failuresAndInterruptionsLeakNoConnection() throws Exception {
        Shard shard = shard("shard_leaks", 2, PATIENT);
        for (int i = 0; i < 30; i++) {
            Throwable refused =
                    catchThrowable(() -> shard.inTransaction(transaction -> transaction.send(Things.NO_TABLE, NONE)));
            assertThat(SqlFailure.of(refused)).isEqualTo(SqlFailure.BUG);
            Throwable thrown = catchThrowable(() -> shard.inTransaction(transaction -> {
                transaction.send(Things.SLEEP, new Things.Seconds(0));
                throw new IllegalStateException("no");
            }));
            assertThat(thrown).hasMessage("no");
            Thread.currentThread().interrupt();
            Throwable failure = catchThrowable(
                    () -> shard.inTransaction(transaction -> transaction.send(Things.INSERT, Things.things(1))));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.TRANSIENT);
        }
        assertThat(count(shard)).isNotNegative();
        assertThat(TestShards.ask(
                        "shard_leaks",
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'test-shard_leaks'"))
                .isLessThanOrEqualTo(2);
        await().atMost(PATIENT).until(() -> openTransactions("shard_leaks") == 0);
    }

    @Test
    void theSessionsTimeZoneIsOursWhateverTheDatabaseSays() throws Exception {
        TestShards.SERVERS.createDatabase("shard_zone");
        TestShards.execute("shard_zone", "ALTER DATABASE shard_zone SET timezone = 'Asia/Kathmandu'");
        Shard shard = shard("shard_zone", 1, PATIENT);
        Instant at = Instant.parse("2026-03-29T01:30:00.123456Z");
        Things.Setting seen = shard.run(Things.ZONE, new Things.At(at)).getFirst();
        assertThat(seen).isEqualTo(new Things.Setting("UTC", at));
    }

    @Test
    void aShardThatIsNotReadyRefuses() {
        Shard shard =
                made.closed("db/things", 1, PATIENT, "shard_unready").all().getFirst();
        assertThatThrownBy(() -> shard.inTransaction(transaction -> Pending.none()))
                .isInstanceOf(ShardAwayException.class)
                .hasMessageContaining("shard_unready");
        assertThatThrownBy(() -> shard.run(Things.COUNT, NONE)).isInstanceOf(ShardAwayException.class);
    }

    @Test
    void aShardThatIsAwayAtTheStartTakesWorkOnceItsDatabaseAppears() {
        Shards shards = made.closed("db/things", 1, PATIENT, "shard_late");
        shards.open();
        Shard shard = shards.all().getFirst();
        assertThat(shard.ready()).isFalse();
        TestShards.SERVERS.createDatabase("shard_late");
        await().atMost(PATIENT).until(shard::ready);
        assertThat(count(shard)).isZero();
    }

    @Test
    void aMigrationAtFaultFailsTheStartAndIsNamed() {
        TestShards.SERVERS.createDatabase("shard_broken");
        Shards shards = made.closed("db/broken", 1, PATIENT, "shard_broken");
        assertThatThrownBy(shards::open)
                .isNotInstanceOf(ShardAwayException.class)
                .hasMessageContaining("V001__create_nonsense.sql")
                .hasMessageContaining("no_such_type");
        assertThat(shards.all().getFirst().ready()).isFalse();
    }

    private Shard shard(String database, int poolSize, Duration deadline) {
        return made.open(poolSize, deadline, database).all().getFirst();
    }

    private static long count(Shard shard) {
        return shard.run(Things.COUNT, NONE).stream().mapToLong(Count::count).sum();
    }

    private static long openTransactions(String database) throws Exception {
        return TestShards.ask(
                database,
                "SELECT count(*) FROM pg_stat_activity WHERE xact_start IS NOT NULL AND application_name = 'test-"
                        + database + "'");
    }
}
