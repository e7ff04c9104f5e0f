package dev.waybill.contracts;

import java.util.Objects;

/**
 * One line of an order, as it was placed.
 *
 * @param quantity units, at least 1
 * @param price of one unit, in the order's currency's minor unit
 */
public record OrderLine(String sku, int quantity, long price) {
    public OrderLine {
        Objects.requireNonNull(sku, "sku");
    }
}
