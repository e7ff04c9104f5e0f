package dev.waybill.ndjson;

import dev.waybill.http.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts a body into numbered lines. Bytes, not characters: a line that is no UTF-8 is that line's own fault. */
final class LineReader {

    private static final int LONGEST_LINE = 64 * 1024;

    /**
     * @param number from 1; empty lines count, but are not read
     */
    record Line(int number, byte[] json) {}

    private final InputStream body;
    private int number;

    LineReader(InputStream body) {
        this.body = new BufferedInputStream(body, LONGEST_LINE);
    }

    /** So many lines at most; none at the end. */
    List<Line> next(int most) throws IOException {
        List<Line> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (lines.size() < most) {
            int octet = body.read();
            if (octet == '\n' || octet < 0) {
                take(line, lines);
            } else if (octet != '\r') {
                line.write(octet);
                requireShort(line);
            }
            if (octet < 0) {
                break;
            }
        }
        return lines;
    }

    private void take(ByteArrayOutputStream line, List<Line> lines) {
        number++;
        if (line.size() > 0) {
            lines.add(new Line(number, line.toByteArray()));
            line.reset();
        }
    }

    private void requireShort(ByteArrayOutputStream line) {
        if (line.size() > LONGEST_LINE) {
            throw Problem.malformed(
                            "Line %d is longer than %d bytes; what came before it has been answered by deeds only."
                                    .formatted(number + 1, LONGEST_LINE))
                    .toException();
        }
    }
}
