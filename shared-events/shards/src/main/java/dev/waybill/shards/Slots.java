package dev.waybill.shards;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The stable hash behind all routing: CRC-32C (RFC 3720, appendix B.4) over the UTF-8 bytes of the tenant, a zero byte,
 * and the key; its low 12 bits are the slot. Any language can compute it, and it will never change: stored ids and
 * partitions depend on it.
 */
public final class Slots {

    /** Slots run from 0 to 4095. */
    public static final int COUNT = 4096;

    private Slots() {}

    /** The slot of everything that belongs to a customer's orders. */
    public static int ofCustomer(String tenant, String customerId) {
        return hash(tenant, customerId);
    }

    /** The slot of a product and its stock. */
    public static int ofSku(String tenant, String sku) {
        return hash(tenant, sku);
    }

    private static int hash(String tenant, String key) {
        CRC32C crc = new CRC32C();
        crc.update(tenant.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() & (COUNT - 1));
    }
}
