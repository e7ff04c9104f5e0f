package dev.waybill.orders.reading;

import dev.waybill.http.Problem;
import dev.waybill.http.ProblemException;
import dev.waybill.shards.RoutedId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: behind the last order or saga that was shown, so that what began meanwhile shifts nothing. Opaque. */
public final class Cursor {

    /** Later than every id. */
    private static final UUID END_OF_TIME = new UUID(-1, -1);

    private Cursor() {}

    public static String after(UUID last) {
        ByteBuffer bytes =
                ByteBuffer.allocate(16).putLong(last.getMostSignificantBits()).putLong(last.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * @throws ProblemException 400, if it is none of ours
     */
    static UUID parse(@Nullable String cursor) {
        return parse(cursor, END_OF_TIME);
    }

    /**
     * @param ifAbsent where the first page begins
     * @throws ProblemException 400, if it is none of ours
     */
    public static UUID parse(@Nullable String cursor, UUID ifAbsent) {
        if (cursor == null) {
            return ifAbsent;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            UUID id = bytes.remaining() == 16 ? new UUID(bytes.getLong(), bytes.getLong()) : END_OF_TIME;
            if (RoutedId.isRouted(id)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Not Base64: refused below, like everything else that is no cursor.
        }
        throw Problem.of(
                        400,
                        "cursor",
                        "The cursor is not valid",
                        "cursor must be what 'next' said on the page before, but was \"%s\".".formatted(cursor))
                .toException();
    }
}
