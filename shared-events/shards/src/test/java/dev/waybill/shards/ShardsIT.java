package dev.waybill.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.shards.Things.NewThings;
import dev.waybill.shards.Things.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private static List<Thing> done(Outcome<Thing> outcome) {
        return switch (outcome) {
            case Outcome.Done<Thing>(List<Thing> rows) -> rows;
            case Outcome.Failed<Thing>(RuntimeException cause) -> throw cause;
        };
    }
}
