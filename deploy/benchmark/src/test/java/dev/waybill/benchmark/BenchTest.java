package dev.waybill.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nothing can be measured by is refused at once, in a sentence that names it. */
class BenchTest {

    @ParameterizedTest
    @CsvSource({
        "--only, nonsense",
        "--only, 'standard,nonsense'",
        "--rounds, 0",
        "--seconds, -1",
        "--warm-up, 0",
        "--in-flight, '16,0'",
        "--batch, 0",
        "--backlog, 0",
        "--letters, -5",
        "--stored, 0",
        "--shards, '3,1,1'",
        "--json, no-such-folder/bench.json"
    })
    void isRefusedBeforeAnythingIsStarted(String option, String value) {
        StringWriter err = new StringWriter();

        int exit = Bench.commandLine().setErr(new PrintWriter(err, true)).execute(option, value);

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).startsWith(option + " takes").contains("but it was \"%s\"".formatted(value));
    }

    @Test
    void figuresGoWhereTheyCanBeWritten(@TempDir Path folder) throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));

        assertThatCode(() -> Options.writable("--json", folder.resolve("new.json")))
                .doesNotThrowAnyException();
        assertThatCode(() -> Options.writable("--json", taken)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Options.writable("--json", folder)).hasMessageContaining("can be written");
        assertThatThrownBy(() -> Options.writable("--json", taken.resolve("bench.json")))
                .hasMessageContaining("a folder that is there");
    }
}
