package dev.waybill.benchmark.shop;

/**
 * Goods that go on sale.
 *
 * @param price of one unit, in minor units
 */
public record Goods(String sku, long price, long quantity) {}
