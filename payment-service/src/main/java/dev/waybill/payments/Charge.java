package dev.waybill.payments;

import dev.waybill.contracts.Money;

/**
 * Who shall pay how much, by which means.
 *
 * @param token stands for the means of payment at the provider
 */
public record Charge(String customerId, Money amount, String token) {}
