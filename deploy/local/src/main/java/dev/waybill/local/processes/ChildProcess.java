package dev.waybill.local.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs beside this one, with its output in a log file and its pid in a file.
 *
 * <p>It is put into a session of its own, so that a Ctrl-C at the terminal reaches the launcher only,
 * which then ends its children in the right order.
 */
public final class ChildProcess {
    private final Program program;
    private final Path pidFile;
    private final Process process;

    private ChildProcess(Program program, Path pidFile, Process process) {
        this.program = program;
        this.pidFile = pidFile;
        this.process = process;
    }

    /** Starts the program; its pid file is in {@code runDirectory} as long as it runs. */
    public static ChildProcess start(Program program, Path runDirectory) {
        try {
            Files.createDirectories(program.log().toAbsolutePath().getParent());
            List<String> command = new ArrayList<>(OwnSession.prefix());
            command.addAll(program.command());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(program.log().toFile()));
            builder.environment().putAll(program.environment());
            Process process = builder.start();
            Path pidFile = runDirectory.resolve(program.name() + ".pid");
            PidFile.of(process.toHandle(), program.stop()).write(pidFile);
            return new ChildProcess(program, pidFile, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program.name() + ": " + e.getMessage(), e);
        }
    }

    public String name() {
        return program.name();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code; meaningful only when the process has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    public Path log() {
        return program.log();
    }

    /** Completes when the process ends, for whatever reason. */
    public CompletableFuture<ChildProcess> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    /** Asks the process to end, waits, and insists after {@code patience}. */
    public void stop(Duration patience) {
        if (process.isAlive()) {
            program.stop().sendTo(process.pid());
        }
        if (!endsWithin(patience)) {
            process.destroyForcibly();
            endsWithin(Duration.ofSeconds(10));
        }
        forget();
    }

    /** Ends the process the hard way, as a power cut would ({@code kill -9}). */
    public void kill() {
        process.destroyForcibly();
        endsWithin(Duration.ofSeconds(10));
        forget();
    }

    private boolean endsWithin(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
