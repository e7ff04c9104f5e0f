package dev.waybill.local.ops;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A time as a person types it. */
final class Moment {
    private Moment() {}

    /**
     * @param text such as {@code 2026-01-31T12:00:00Z}, also with an offset, or {@code 90m}, {@code 2h}, {@code 3d}: that long
     *     before {@code now}
     * @throws IllegalArgumentException if it is neither
     */
    static Instant parse(String text, Instant now) {
        try {
            return text.matches("\\d{1,6}[smhd]")
                    ? now.minus(ago(text))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "a time is such as 2026-01-31T12:00:00Z, or 90m, 2h, 3d for that long ago, but not " + text, e);
        }
    }

    private static Duration ago(String text) {
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
