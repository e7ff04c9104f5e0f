package dev.waybill.contracts;

import java.util.Objects;

/**
 * A line that could not be reserved.
 *
 * @param wanted units asked for
 * @param available units that were there; 0 for an unknown SKU
 */
public record Shortage(String sku, int wanted, long available) {
    public Shortage {
        Objects.requireNonNull(sku, "sku");
    }
}
