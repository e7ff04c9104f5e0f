package dev.waybill.console;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the pages show what people read. Pure. */
public final class Shown {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3600;
    private static final long SECONDS_PER_DAY = 86_400;

    private Shown() {}

    /** To the second; a dash for none. */
    public static String time(@Nullable Instant at) {
        return at == null ? "–" : TIME.format(at);
    }

    /** To the millisecond, without the day. */
    public static String exact(Instant at) {
        return EXACT.format(at);
    }

    /** How long ago, in its largest unit. */
    public static String ago(@Nullable Instant at, Instant now) {
        if (at == null) {
            return "–";
        }
        Duration since = Duration.between(at, now);
        return since.isNegative() ? "in " + span(since.negated()) : span(since) + " ago";
    }

    public static String span(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < SECONDS_PER_MINUTE) {
            return seconds + " s";
        }
        if (seconds < SECONDS_PER_HOUR) {
            return seconds / SECONDS_PER_MINUTE + " min";
        }
        return seconds < SECONDS_PER_DAY ? seconds / SECONDS_PER_HOUR + " h" : seconds / SECONDS_PER_DAY + " d";
    }

    /** With separators of thousands. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
    }

    /** Such as {@code GBP 22.08}; of a currency that is not known, in its minor unit. */
    public static String money(String currency, long minorUnits) {
        return "%s %s".formatted(currency, BigDecimal.valueOf(minorUnits, digits(currency)));
    }

    /**
     * What may be absent.
     *
     * @param otherwise what is shown then
     */
    public static String text(@Nullable String text, String otherwise) {
        return text == null || text.isEmpty() ? otherwise : text;
    }

    /** A constant in words. */
    public static String words(Enum<?> constant) {
        return words(constant.name());
    }

    public static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Such as {@code 2.4 MB}. */
    public static String size(long bytes) {
        if (bytes < 1_000_000) {
            return "%d kB".formatted(bytes / 1000);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
