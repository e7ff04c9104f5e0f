package dev.waybill.orders.placing;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Prefer} (RFC 7240), of which {@code wait=N} seconds is honoured. */
final class Preference {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?", Pattern.CASE_INSENSITIVE);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Preference() {}

    /** How long the caller likes to wait for the final state; not at all if it does not say, at most a minute. */
    static Duration waitOf(@Nullable String prefer) {
        Matcher matcher = WAIT.matcher(prefer == null ? "" : prefer);
        if (!matcher.find()) {
            return Duration.ZERO;
        }
        Duration wished = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
        return wished.compareTo(LONGEST) > 0 ? LONGEST : wished;
    }
}
