package dev.waybill.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversIT {
    @TempDir
    private Path run;

    @Test
    void endsWhatAnEarlierRunStarted() throws Exception {
        ChildProcess child = sleeper("left");
        assertThat(Leftovers.end(run)).containsExactly("left");
        child.onExit().get(10, TimeUnit.SECONDS);
        assertThat(run).isEmptyDirectory();
    }

    @Test
    void leavesAStrangerAloneThatHasTheSamePidNow() throws Exception {
        ChildProcess stranger = sleeper("stranger");
        new PidFile(stranger.pid(), Instant.now().minus(Duration.ofHours(1)), Signal.TERM)
                .write(run.resolve("stranger.pid"));
        assertThat(Leftovers.end(run)).isEmpty();
        assertThat(stranger.isAlive()).isTrue();
        stranger.kill();
    }

    @Test
    void overlooksATornPidFile() throws Exception {
        Files.writeString(run.resolve("torn.pid"), "12");
        assertThat(Leftovers.end(run)).isEmpty();
        assertThat(run).isEmptyDirectory();
    }

    @Test
    void theGuardEndsWhatIsStillThereWhenItIsDismissed() throws Exception {
        ChildProcess child = sleeper("guarded");
        OrphanGuard.over(run).close();
        child.onExit().get(10, TimeUnit.SECONDS);
    }

    @Test
    void overlooksAPidFileThatVanishes() throws Exception {
        assertThat(PidFile.read(run.resolve("gone.pid"))).isEmpty();
    }

    private ChildProcess sleeper(String name) {
        Program program = new Program(name, List.of("sleep", "300"), run.resolveSibling(name + ".log"), Signal.TERM);
        return ChildProcess.start(program, run);
    }
}
