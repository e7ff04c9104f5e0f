package dev.waybill.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Begins anew: empties a data folder, under its lock and after its old processes have ended. */
final class FreshFolder {
    private FreshFolder() {}

    /** Removes everything but the lock that the caller holds. */
    static void empty(Path folder) {
        try {
            for (Path file : deepestFirst(folder)) {
                if (!file.equals(folder) && !file.equals(folder.resolve("lock"))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder, e);
        }
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
