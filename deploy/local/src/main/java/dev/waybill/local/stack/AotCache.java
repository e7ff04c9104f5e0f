package dev.waybill.local.stack;

import dev.waybill.local.processes.Compilers;
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
 * @param compilers which it has learnt it by: who uses but the first learns nothing for the second
 */
record AotCache(Path jar, Compilers compilers) {

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
        String whose = compilers == Compilers.FIRST ? "first-compiler-" : "";
        return jar.resolveSibling("%sjdk-%s.aot".formatted(whose, Runtime.version()));
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
