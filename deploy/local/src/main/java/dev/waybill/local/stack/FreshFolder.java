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
    /** What no start, not even a broken one, and no command leaves out; the token command makes keys alone. */
    private static final List<String> MARKS = List.of("ports.properties", "postgres/PG_VERSION", "keys/private.pem");

    private FreshFolder() {}

    /**
     * To be asked before the folder is locked: a mistyped {@code --folder} must not cost a stranger's files.
     *
     * @throws CannotStart when the folder holds something and nothing in it is Waybill's
     */
    static void requireOurs(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new CannotStart(folder + " is no folder");
        }
        if (MARKS.stream().noneMatch(mark -> Files.exists(folder.resolve(mark))) && holdsSomething(folder)) {
            throw new CannotStart(folder + " is not empty and was not made by Waybill;"
                    + " --fresh leaves it as it is: name another folder, or empty it yourself");
        }
    }

    private static boolean holdsSomething(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> !isLock(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** A launcher that was killed early leaves its lock and nothing else. */
    private static boolean isLock(Path file) {
        return file.endsWith("lock") && Files.isRegularFile(file);
    }

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
