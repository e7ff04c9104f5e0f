package dev.waybill.letters.searching;

import java.time.DateTimeException;
import java.time.Instant;

/** Times as they stand in a request. Pure. */
final class Moments {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Moments() {}

    /**
     * @throws DateTimeException if it is none, or one of a year that a database does not have
     */
    static Instant parse(String text) {
        Instant time = Instant.parse(text);
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new DateTimeException("beyond the years 1 to 9999: " + text);
        }
        return time;
    }
}
