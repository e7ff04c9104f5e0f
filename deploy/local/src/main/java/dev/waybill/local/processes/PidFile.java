package dev.waybill.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A child's note to whoever cleans up after its parent: {@code <pid> <start in ms> <signal>}.
 *
 * <p>The start time tells our process from a stranger that was given the same pid later; a stranger is
 * never touched.
 */
record PidFile(long pid, Instant started, Signal signal) {
    /** Linux derives start times from the boot time, which a clock adjustment may shift a little. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static PidFile of(ProcessHandle process, Signal signal) {
        return new PidFile(process.pid(), process.info().startInstant().orElse(Instant.EPOCH), signal);
    }

    /** Empty also for a file that is gone: the guard may be cleaning up at the same time. */
    static Optional<PidFile> read(Path file) throws IOException {
        List<String> words;
        try {
            words = List.of(Files.readString(file).strip().split(" "));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
        if (words.size() != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PidFile(
                    Long.parseLong(words.get(0)),
                    Instant.ofEpochMilli(Long.parseLong(words.get(1))),
                    Signal.valueOf(words.get(2))));
        } catch (IllegalArgumentException torn) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, pid + " " + started.toEpochMilli() + " " + signal + "\n");
    }

    /** The process if it still runs and is the one that this file was written for. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, started).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }
}
