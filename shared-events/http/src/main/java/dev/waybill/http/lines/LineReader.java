package dev.waybill.http.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a body into numbered lines. Bytes, not characters; and of a line that is too long no more than may be kept. */
public final class LineReader {

    private static final int AT_ONCE = 64 * 1024;

    private final InputStream body;
    private final int longest;
    private final byte[] buffer = new byte[AT_ONCE];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private int from;
    private int to;
    private boolean tooLong;
    private int number;

    /**
     * @param longest bytes of a line that are kept
     */
    public LineReader(InputStream body, int longest) {
        this.body = body;
        this.longest = longest;
    }

    /**
     * The next line that is not empty; null at the end.
     *
     * @throws IOException if the body breaks off; what there is of its last line is no line then
     */
    public @Nullable Line next() throws IOException {
        while (from < to || fill()) {
            int end = newline();
            keep(end);
            boolean whole = end < to;
            from = whole ? end + 1 : end;
            Line read = whole ? taken() : null;
            if (read != null) {
                return read;
            }
        }
        return taken();
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, body.read(buffer));
        return to > 0;
    }

    private int newline() {
        int at = from;
        while (at < to && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private void keep(int end) {
        int kept = Math.min(end - from, longest - line.size());
        line.write(buffer, from, kept);
        tooLong |= kept < end - from;
    }

    private @Nullable Line taken() {
        number++;
        byte[] bytes = withoutCarriageReturn(line.toByteArray());
        Line taken = bytes.length == 0 ? null : new Line(number, bytes, tooLong);
        line.reset();
        tooLong = false;
        return taken;
    }

    private static byte[] withoutCarriageReturn(byte[] bytes) {
        int last = bytes.length - 1;
        return last >= 0 && bytes[last] == '\r' ? Arrays.copyOf(bytes, last) : bytes;
    }
}
