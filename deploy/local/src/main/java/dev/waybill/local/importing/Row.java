package dev.waybill.local.importing;

/**
 * A row of the file, as it is written there.
 *
 * @param number counts from 1 after the heading
 * @param unitPrice pounds, with up to three decimals
 * @param customer {@code NA} or empty where the till did not know
 */
public record Row(
        long number,
        String invoice,
        String stockCode,
        String description,
        String quantity,
        String unitPrice,
        String customer,
        String country) {}
