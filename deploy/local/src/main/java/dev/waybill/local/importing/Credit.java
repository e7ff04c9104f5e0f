package dev.waybill.local.importing;

/**
 * A row that takes an earlier sale back.
 *
 * @param row its number in the file, from 1
 * @param number of the invoice that it stands on; begins with C
 * @param quantity units that come back, at least 1
 * @param price of one unit, in pence
 */
public record Credit(long row, String number, String customer, String sku, int quantity, long price) {}
