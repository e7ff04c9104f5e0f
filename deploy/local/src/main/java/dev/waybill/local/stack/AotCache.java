package dev.waybill.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a JVM has learnt of one program: its classes, loaded and linked, and which methods are worth compiling (JEP 483,
 * 514, 515). The first run of a new build writes it when it ends in order, which may take half a minute; every later run
 * starts from it. A JVM that can't use it goes on without.
 *
 * @param jar of the program; the cache is beside it, and goes when the build is cleaned
 */
record AotCache(Path jar) {

    private static final int SINCE = 25;

    /** @param mayWrite for one process of its kind only */
    List<String> options(boolean mayWrite) {
        if (Runtime.version().feature() < SINCE) {
            return List.of();
        }
        if (isFresh()) {
            return List.of("-XX:AOTCache=" + file(), "-Xlog:aot=off", "-Xlog:cds=off");
        }
        return mayWrite ? List.of("-XX:AOTCacheOutput=" + file(), "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
    }

    private Path file() {
        return jar.resolveSibling("jdk-%s.aot".formatted(Runtime.version()));
    }

    private boolean isFresh() {
        try {
            return Files.exists(file())
                    && Files.getLastModifiedTime(file()).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
