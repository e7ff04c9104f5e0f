package dev.waybill.local.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes of an earlier run that crashed together with its guard. */
public final class Leftovers {
    private Leftovers() {}

    /** Ends what the pid files in {@code runDirectory} still name, and returns the names. */
    public static List<String> end(Path runDirectory) {
        List<String> ended = new ArrayList<>();
        if (!Files.isDirectory(runDirectory)) {
            return ended;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(runDirectory, "*.pid")) {
            for (Path file : files) {
                if (end(PidFile.read(file))) {
                    ended.add(file.getFileName().toString().replace(".pid", ""));
                }
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ended;
    }

    private static boolean end(Optional<PidFile> pidFile) {
        Optional<ProcessHandle> process = pidFile.flatMap(PidFile::process);
        process.ifPresent(handle -> end(handle, pidFile.orElseThrow().signal()));
        return process.isPresent();
    }

    private static void end(ProcessHandle process, Signal signal) {
        signal.sendTo(process.pid());
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
