package dev.waybill.upgrading;

import static dev.waybill.upgrading.PlantedShard.empty;
import static dev.waybill.upgrading.PlantedShard.migrated;
import static dev.waybill.upgrading.PlantedShard.plant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.processes.Ports;
import dev.waybill.shards.ShardInspection;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.SlotRange;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpgradeCheckIT {

    private record Said(int exitCode, String lines) {}

    @Test
    void whatThisReleaseHasCodeForIsCarriedOn() throws Exception {
        ShardSettings shard = migrated("upgrade_known");
        plant(shard, "place-order", 1, false);
        plant(shard, "place-order", 1, false);
        plant(shard, "cancel-order", 1, false);

        assertThat(check(shard)).isEqualTo(new Said(0, """
                upgrade_known: 1 open saga of cancel-order 1: carried on; 2 open sagas of place-order 1: carried on
                this release can take over
                """));
    }

    @Test
    void whatItLacksIsNamedWithItsCount() throws Exception {
        ShardSettings shard = migrated("upgrade_lacking");
        plant(shard, "place-order", 99, false);
        plant(shard, "place-order", 98, true);
        ShardSettings other = migrated("upgrade_idle");

        assertThat(check(shard, other)).isEqualTo(new Said(1, """
                upgrade_lacking: 1 open saga of place-order 99: NO CODE FOR THEM HERE
                upgrade_idle: no open sagas
                this release must not be started on these shards now
                """));
        assertThat(ShardInspection.of(shard, new DefinitionGate()::objections))
                .containsExactly("1 open saga of place-order 99, and this release has no code for that number;"
                        + " let the release that has it finish them first");
        assertThat(ShardInspection.of(other, new DefinitionGate()::objections)).isEmpty();
    }

    @Test
    void nothingRunsOnAShardThatWasNeverMigrated() {
        assertThat(check(empty("upgrade_new")).exitCode()).isZero();
    }

    @Test
    void aShardThatCannotBeAskedIsNoShardThatMayBeTaken() {
        String away = "postgresql://waybill:secret@127.0.0.1:%d/upgrade_away".formatted(Ports.free());
        Said said = check(new ShardSettings(away, SlotRange.parse("0-4095"), 1, Duration.ofSeconds(1)));

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.lines())
                .startsWith("upgrade_away: cannot reach 127.0.0.1:")
                .doesNotContain("secret");
    }

    @Test
    void withoutShardsThereIsNothingToTakeOver() {
        assertThat(check().exitCode()).isEqualTo(1);
    }

    private static Said check(ShardSettings... shards) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int exitCode = new UpgradeCheck(List.of(shards), new PrintStream(lines, true, StandardCharsets.UTF_8)).run();
        return new Said(exitCode, lines.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }
}
