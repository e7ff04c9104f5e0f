package dev.waybill.benchmark.shop;

/**
 * A line with the facts that it was bought with.
 *
 * @param price of one unit, in minor units
 */
public record PricedLine(int line, String sku, String name, int quantity, long price) {
    public long amount() {
        return quantity * price;
    }
}
