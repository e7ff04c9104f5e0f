package dev.waybill.letters;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes as text, if that is what they are. */
final class PayloadText {

    private PayloadText() {}

    /**
     * @return so many characters at most; null if there are no bytes, or they are no UTF-8. What is shortened is looked at
     *     no further than it is shown.
     */
    static @Nullable String of(byte @Nullable [] bytes, int longest) {
        if (bytes == null) {
            return null;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(Math.min(bytes.length, longest));
        CoderResult result = decoder.decode(in, out, true);
        return result.isError() ? null : out.flip().toString();
    }
}
