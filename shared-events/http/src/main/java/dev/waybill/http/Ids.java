package dev.waybill.http;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids as they stand in requests. Pure. */
public final class Ids {

    private Ids() {}

    /**
     * {@link UUID#fromString} takes short forms and long ones as well: {@code 1-2-3-4-5} would be another's id when written
     * out.
     *
     * @param text written out, in either case
     * @return nothing if it is none
     */
    public static Optional<UUID> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
