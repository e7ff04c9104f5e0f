package dev.waybill.delivery.letters;

import org.jspecify.annotations.Nullable;

/** Text from outside as a database takes it: whatever a record may carry must not keep it out of the store. */
final class PlainText {

    private PlainText() {}

    /** Without characters that no text column holds, and not longer than that. */
    static String of(String text, int longest) {
        StringBuilder plain = new StringBuilder(Math.min(text.length(), longest));
        text.codePoints()
                .limit(longest)
                .map(each -> each == 0 || isLoneSurrogate(each) ? '\uFFFD' : each)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    static @Nullable String ofOptional(@Nullable String text, int longest) {
        return text == null ? null : of(text, longest);
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
