package dev.waybill.delivery.letters;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Why a message could not be handled.
 *
 * @param kind one word of a bounded set, such as {@code unreadable}
 * @param message a sentence, with the particulars of this one message
 * @param shape the sentence without them: the same for all that one bug has caused
 * @param group names kind and shape; the same wherever and whenever they are met
 */
public record Cause(String kind, String message, String shape, String group) {

    /** The kind of a message that is at no fault itself: another of its order could not be handled. */
    public static final String BEHIND = "behind";

    private static final int LONGEST = 1_000;
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    /** But for names such as a constraint's, which say what was wrong. */
    private static final Pattern QUOTED =
            Pattern.compile("(\"[a-z]+(?:_[a-z]+)+\")|\"[^\"]*\"|(?<![\\p{L}\\p{N}])'[^']*'(?![\\p{L}\\p{N}])");

    private static final Pattern HEX = Pattern.compile("\\b(?=[0-9a-f]*\\d)[0-9a-f]{12,}\\b");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}_])[+-]?\\d+(?:[.,:]\\d+)*");

    public static Cause of(String kind, String message) {
        String clean = PlainText.of(message, LONGEST);
        String shape = shapeOf(clean);
        return new Cause(kind, clean, shape, groupOf(kind + "\n" + shape));
    }

    /** A message that waits behind another, whose group it is counted with. */
    public static Cause behind(String group) {
        return new Cause(
                BEHIND,
                "An earlier message of its order could not be handled.",
                "An earlier message of its order could not be handled.",
                group);
    }

    /** Ids, quotations and numbers say which message it was, not what was wrong. */
    static String shapeOf(String message) {
        String shape = ID.matcher(message).replaceAll("…");
        shape = QUOTED.matcher(shape).replaceAll(found -> found.group(1) == null ? "“…”" : found.group(1));
        shape = HEX.matcher(shape).replaceAll("…");
        return NUMBER.matcher(shape).replaceAll("#");
    }

    private static String groupOf(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 13);
    }
}
