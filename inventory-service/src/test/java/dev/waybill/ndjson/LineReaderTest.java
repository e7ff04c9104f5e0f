package dev.waybill.ndjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void linesAreNumberedAndEmptyOnesLeftOut() throws IOException {
        LineReader lines = reader("one\r\n\ntwo\nthree");
        assertThat(texts(lines.next(2))).containsExactly("1 one", "3 two");
        assertThat(texts(lines.next(2))).containsExactly("4 three");
        assertThat(lines.next(2)).isEmpty();
    }

    @Test
    void anEndlessLineIsRefused() {
        assertThatThrownBy(() -> reader("x".repeat(70_000)).next(1)).isInstanceOf(ProblemException.class);
    }

    private static LineReader reader(String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(List<LineReader.Line> lines) {
        return lines.stream()
                .map(line -> line.number() + " " + new String(line.json(), StandardCharsets.UTF_8))
                .toList();
    }
}
