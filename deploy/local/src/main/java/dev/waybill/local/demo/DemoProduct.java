package dev.waybill.local.demo;

/**
 * A product of the demo catalogue.
 *
 * @param price in pence
 * @param stock units received at the first start
 */
public record DemoProduct(String sku, String name, long price, long stock) {}
