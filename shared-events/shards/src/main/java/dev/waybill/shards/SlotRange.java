package dev.waybill.shards;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Neighbouring slots.
 *
 * @param first 0 to 4095
 * @param last inclusive, not below {@code first}
 */
public record SlotRange(int first, int last) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})-(\\d{1,4})");

    public SlotRange {
        if (first < 0 || last >= Slots.COUNT || first > last) {
            throw new IllegalArgumentException(
                    "a slot range must lie within 0-4095, but was %d-%d".formatted(first, last));
        }
    }

    /**
     * @param text such as {@code 0-1023}
     * @throws IllegalArgumentException with the text, if it is no range
     */
    public static SlotRange parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a slot range reads FIRST-LAST, such as 0-1023, but was '" + text + "'");
        }
        return new SlotRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public int size() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
