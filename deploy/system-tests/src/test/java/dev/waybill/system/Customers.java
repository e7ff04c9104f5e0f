package dev.waybill.system;

import dev.waybill.local.stack.Shard;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/** Customers of a shop by the shard that has their orders: the documented hash, written down a second time. */
final class Customers {
    private Customers() {}

    /** So many customers whose slot is in the range, or outside of it. */
    static List<String> of(String tenant, Shard.Slots range, boolean within, int count) {
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> "customer-" + n)
                .filter(customer -> within == contains(range, slot(tenant, customer)))
                .limit(count)
                .toList();
    }

    private static boolean contains(Shard.Slots range, int slot) {
        return slot >= range.first() && slot <= range.last();
    }

    private static int slot(String tenant, String customer) {
        CRC32C crc = new CRC32C();
        crc.update((tenant + "\0" + customer).getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() & 0xFFF);
    }
}
