package dev.waybill.orders.placing;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Prefer} (RFC 7240), of which {@code wait=N} seconds is honoured. */
public final class Preference {

    /** A preference begins a header line or follows a comma; what follows a semicolon is another's parameter. */
    private static final Pattern WAIT =
            Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?:[,;]|$)", Pattern.CASE_INSENSITIVE);

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Preference() {}

    /**
     * How long the caller likes to wait for the final state; not at all if it does not say, at most a minute.
     *
     * @param lines of the header; several count as one, joined by commas
     */
    public static Duration waitOf(List<String> lines) {
        Matcher matcher = WAIT.matcher(String.join(",", lines));
        if (!matcher.find()) {
            return Duration.ZERO;
        }
        Duration wished = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
        return wished.compareTo(LONGEST) > 0 ? LONGEST : wished;
    }
}
