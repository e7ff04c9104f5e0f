package dev.waybill.catalogue;

/**
 * A product as this service knows it.
 *
 * @param price in the currency's minor unit
 * @param active whether it may be ordered
 */
public record Product(String name, long price, String currency, boolean active, long version) {}
