package dev.waybill.upgrading;

import static dev.waybill.upgrading.PlantedShard.migrated;
import static dev.waybill.upgrading.PlantedShard.plant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.processes.Ports;
import dev.waybill.shards.ShardSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built service as a process, on a shard where a definition runs that it does not have. */
class RefusedStartIT {

    @TempDir
    private Path folder;

    private record Ended(int exitCode, String output) {}

    @Test
    void aReleaseThatLacksARunningNumberDoesNotStart() throws Exception {
        ShardSettings fine = migrated("refused_start_0");
        ShardSettings lacking = migrated("refused_start_1");
        plant(lacking, "place-order", 99, false);
        plant(lacking, "return-items", 7, false);

        Path settings = settings(fine, lacking);

        Ended start = run(settings);
        assertThat(start.exitCode()).as(start.output()).isEqualTo(1);
        assertThat(start.output().lines().filter(line -> line.contains("ERROR")))
                .hasSize(2)
                .first()
                .asString()
                .contains("shard 1, refused_start_1: 1 open saga of place-order 99, and this release has no code");
        assertThat(start.output()).doesNotContain("will try again", "started in");

        Ended check = run(settings, "check-sagas");
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.output())
                .contains("refused_start_0: no open sagas", "1 open saga of return-items 7: NO CODE FOR THEM HERE");
    }

    /** Nobody listens where the broker should be: a start that went as far as the topics would complain. */
    private Path settings(ShardSettings first, ShardSettings second) throws IOException {
        return Files.writeString(folder.resolve("order-service.properties"), """
                quarkus.http.host=127.0.0.1
                quarkus.http.port=%d
                quarkus.management.host=127.0.0.1
                quarkus.management.port=%d
                kafka.bootstrap.servers=127.0.0.1:%d
                quarkus.redis.hosts=%s
                mp.jwt.verify.publickey.location=file:/nobody/comes/as/far
                mp.jwt.verify.issuer=tests
                waybill.shards[0].url=%s
                waybill.shards[0].slots=0-2047
                waybill.shards[1].url=%s
                waybill.shards[1].slots=2048-4095
                waybill.inventory-slots=0-4095
                """.formatted(
                Ports.free(), Ports.free(), Ports.free(), PlantedShard.SERVERS.redisUrl(), first.url(), second.url()));
    }

    private Ended run(Path settings, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".log");
        Process process = new ProcessBuilder(command(settings, arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as(Files.readString(output))
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(Path settings, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.config.locations=" + settings,
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
