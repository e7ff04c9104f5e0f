package dev.waybill.local.importing;

import org.jspecify.annotations.Nullable;

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
        String country) {
    private static final String UNKNOWN = "NA";

    /** The customer's number, or null where nobody was named. */
    @Nullable
    String buyer() {
        return known(customer);
    }

    static @Nullable String known(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || stripped.equals(UNKNOWN) ? null : stripped;
    }
}
