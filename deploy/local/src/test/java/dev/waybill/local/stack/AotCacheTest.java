package dev.waybill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.processes.Compilers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
    private static final boolean FIRST_OF_ITS_KIND = true;
    private static final Instant BUILT = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path build;

    private Path jar;
    private Path cache;

    @BeforeEach
    void build() throws IOException {
        jar = Files.createFile(build.resolve("quarkus-run.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(BUILT));
        cache = build.resolve("jdk-%s.aot".formatted(Runtime.version()));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25)
    void theFirstRunOfABuildWritesIt() {
        assertThat(options(FIRST_OF_ITS_KIND)).contains("-XX:AOTCacheOutput=" + cache);
    }

    @Test
    void twoProcessesOfAKindDoNotBothWriteIt() {
        assertThat(options(!FIRST_OF_ITS_KIND)).isEmpty();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25)
    void everyLaterRunReadsIt() throws IOException {
        written(BUILT.plusSeconds(60));

        assertThat(options(FIRST_OF_ITS_KIND)).contains("-XX:AOTCache=" + cache);
        assertThat(options(!FIRST_OF_ITS_KIND)).contains("-XX:AOTCache=" + cache);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25)
    void aNewBuildWritesItAgain() throws IOException {
        written(BUILT.minusSeconds(60));

        assertThat(options(FIRST_OF_ITS_KIND)).contains("-XX:AOTCacheOutput=" + cache);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_24)
    void anOlderJvmHasNone() throws IOException {
        written(BUILT.plusSeconds(60));

        assertThat(options(FIRST_OF_ITS_KIND)).isEmpty();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25)
    void whatWasLearntByOneCompilerIsNotForBoth() throws IOException {
        written(BUILT.plusSeconds(60));

        assertThat(new AotCache(jar, Compilers.FIRST).options(FIRST_OF_ITS_KIND))
                .contains("-XX:AOTCacheOutput="
                        + build.resolve("first-compiler-jdk-%s.aot".formatted(Runtime.version())));
    }

    private List<String> options(boolean mayWrite) {
        return new AotCache(jar, Compilers.BOTH).options(mayWrite);
    }

    private void written(Instant when) throws IOException {
        Files.setLastModifiedTime(Files.createFile(cache), FileTime.from(when));
    }
}
