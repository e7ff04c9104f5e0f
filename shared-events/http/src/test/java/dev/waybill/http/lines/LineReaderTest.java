package dev.waybill.http.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final int LONGEST = 10;

    @Test
    void linesAreNumberedAndEmptyOnesLeftOut() throws IOException {
        assertThat(texts(body("one\r\n\ntwo\n\r\nthree"))).containsExactly("1 one", "3 two", "5 three");
        assertThat(texts(body("one\n"))).containsExactly("1 one");
        assertThat(texts(body("\n\n"))).isEmpty();
        assertThat(texts(body(""))).isEmpty();
    }

    @Test
    void aLineMayComeInPieces() throws IOException {
        List<InputStream> pieces =
                List.of(body("on"), body("e\ntw"), body("o"), body("\r"), body("\nthree"), body("\n"));
        assertThat(texts(new SequenceInputStream(Collections.enumeration(pieces))))
                .containsExactly("1 one", "2 two", "3 three");
    }

    @Test
    void aLineThatIsTooLongIsItsOwnFault() throws IOException {
        LineReader lines = new LineReader(body("x".repeat(LONGEST) + "\n" + "y".repeat(200_000) + "\nz"), LONGEST);
        assertThat(lines.next()).extracting(Line::tooLong).isEqualTo(false);
        Line tooLong = lines.next();
        assertThat(tooLong.bytes()).hasSize(LONGEST);
        assertThatThrownBy(tooLong::json).isInstanceOf(ProblemException.class);
        assertThat(lines.next()).returns(3, Line::number).returns(false, Line::tooLong);
    }

    @Test
    void whatABrokenBodyEndsWithIsNoLine() throws IOException {
        InputStream broken = new SequenceInputStream(body("whole\nhal"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                throw new IOException("gone");
            }
        });
        LineReader lines = new LineReader(broken, LONGEST);
        assertThat(lines.next()).isNotNull();
        assertThatThrownBy(lines::next).isInstanceOf(IOException.class);
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(InputStream body) throws IOException {
        LineReader lines = new LineReader(body, LONGEST);
        List<String> texts = new ArrayList<>();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            texts.add(line.number() + " " + new String(line.bytes(), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
