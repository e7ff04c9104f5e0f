package dev.waybill.contracts;

import java.util.Objects;

/**
 * So many units of one SKU.
 *
 * @param quantity units, at least 1
 */
public record StockLine(String sku, int quantity) {
    public StockLine {
        Objects.requireNonNull(sku, "sku");
        if (quantity < 1) {
            throw new IllegalArgumentException(
                    "quantity of %s must be at least 1, but was %d".formatted(sku, quantity));
        }
    }
}
