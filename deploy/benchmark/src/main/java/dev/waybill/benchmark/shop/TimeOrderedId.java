package dev.waybill.benchmark.shop;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDs of version 7 (RFC 9562): new rows lie together in their index, which random ids would spread over all of it. */
public final class TimeOrderedId {
    private TimeOrderedId() {}

    public static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long time = (System.currentTimeMillis() << 16) | 0x7000 | random.nextInt(1 << 12);
        return new UUID(time, (random.nextLong() & (-1L >>> 2)) | Long.MIN_VALUE);
    }
}
