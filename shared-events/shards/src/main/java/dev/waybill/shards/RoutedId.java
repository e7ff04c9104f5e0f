package dev.waybill.shards;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Ids that route themselves: a UUIDv7 (RFC 9562) whose 12 {@code rand_a} bits are a slot. They sort by time, and whoever
 * holds one knows its slot without a look-up.
 *
 * <pre>
 *   48 bits Unix time, ms | 4 bits version 7 | 12 bits slot | 2 bits variant | 62 random bits
 * </pre>
 */
public final class RoutedId {
    private RoutedId() {}

    public static UUID create(int slot, Instant now, RandomGenerator random) {
        if (slot < 0 || slot >= Slots.COUNT) {
            throw new IllegalArgumentException("slot must be 0 to 4095, but was " + slot);
        }
        long high = (now.toEpochMilli() << 16) | 0x7000 | slot;
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /**
     * The slot that an id carries.
     *
     * @throws IllegalArgumentException if it is no UUIDv7
     */
    public static int slotOf(UUID id) {
        if (id.version() != 7 || id.variant() != 2) {
            throw new IllegalArgumentException(id + " is no UUIDv7, so it carries no slot");
        }
        return (int) (id.getMostSignificantBits() & 0xFFF);
    }

    /**
     * When a routed id was made, in milliseconds of Unix time.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, 5.7</a>
     */
    public static long madeAt(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }

    /** Whether an id could have been made here. */
    public static boolean isRouted(UUID id) {
        return id.version() == 7 && id.variant() == 2;
    }
}
