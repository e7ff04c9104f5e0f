package dev.waybill.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.shards.Things.NewThings;
import dev.waybill.shards.Things.Thing;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShardsIT {

    private final TestShards made = new TestShards();

    @AfterEach
    void close() {
        made.close();
    }

    @Test
    void oneShardsFailureLeavesTheOthersPartsDone() throws Exception {
        Shards shards = made.open(2, Duration.ofSeconds(10), "each_0", "each_1", "each_2");
        List<Thing> batch = new ArrayList<>();
        for (int slot = 0; slot < Slots.COUNT; slot += 64) {
            // Some of what belongs on shard 1 breaks a rule there.
            batch.add(new Thing(new UUID(slot, 0), "thing", slot == 2048 ? -1 : slot));
        }

        Map<Shard, Outcome<Thing>> outcomes = shards.onEach(
                batch,
                thing -> (int) thing.id().getMostSignificantBits(),
                (shard, part) ->
                        shard.inTransaction(transaction -> transaction.send(Things.INSERT, new NewThings(part))));

        assertThat(outcomes.keySet()).containsExactlyElementsOf(shards.all());
        assertThat(outcomes.get(shards.all().get(1)))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(SqlFailure.of(failed.cause()))
                        .isEqualTo(SqlFailure.DATA));
        assertThat(done(outcomes.get(shards.all().get(0)))).hasSize(22);
        assertThat(done(outcomes.get(shards.all().get(2)))).hasSize(21);
        assertThat(TestShards.ask("each_0", "SELECT count(*) FROM things")).isEqualTo(22);
        assertThat(TestShards.ask("each_1", "SELECT count(*) FROM things")).isZero();
        assertThat(TestShards.ask("each_2", "SELECT count(*) FROM things")).isEqualTo(21);
    }

    @Test
    void anObjectionToOneShardKeepsAllOutOfWork() {
        Shards shards = notOpened("gated_0", "gated_1");

        assertThatThrownBy(() -> shards.open(ShardsIT::objectToSecond))
                .isInstanceOf(ShardRefusedException.class)
                .hasMessage("shard 1, gated_1: something runs here that I don't know");
        assertThat(shards.all()).noneMatch(Shard::ready);
    }

    @Test
    void shardsThatNobodyObjectsToTakeWork() {
        Shards shards = notOpened("welcome_0", "welcome_1");
        List<String> seen = new ArrayList<>();

        // A gate comes after the migrations, so that it may read what they have made.
        shards.open(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery("SELECT FROM things").close();
            }
            seen.add(connection.getCatalog());
            return List.of();
        });

        assertThat(seen).containsExactly("welcome_0", "welcome_1");
        assertThat(shards.all()).allMatch(Shard::ready);
    }

    @Test
    void aShardThatCameBackAndIsObjectedToStaysOutOfWork() throws Exception {
        TestShards.SERVERS.createDatabase("late_0");
        Shards shards = made.closed("db/things", 1, Duration.ofSeconds(10), "late_0", "late_1");
        CountDownLatch objected = new CountDownLatch(1);
        shards.open(connection -> {
            List<String> objections = connection.getCatalog().equals("late_1") ? List.of("not here") : List.of();
            objections.forEach(any -> objected.countDown());
            return objections;
        });

        TestShards.SERVERS.createDatabase("late_1");

        assertThat(objected.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(shards.all()).extracting(Shard::ready).containsExactly(true, false);
    }

    private Shards notOpened(String... databases) {
        List.of(databases).forEach(TestShards.SERVERS::createDatabase);
        return made.closed("db/things", 1, Duration.ofSeconds(10), databases);
    }

    private static List<String> objectToSecond(Connection shard) throws SQLException {
        return shard.getCatalog().equals("gated_1") ? List.of("something runs here that I don't know") : List.of();
    }

    private static List<Thing> done(Outcome<Thing> outcome) {
        return switch (outcome) {
            case Outcome.Done<Thing>(List<Thing> rows) -> rows;
            case Outcome.Failed<Thing>(RuntimeException cause) -> throw cause;
        };
    }
}
