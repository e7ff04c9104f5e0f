package dev.waybill.stock.receiving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.http.ProblemException;
import dev.waybill.ndjson.Fields;
import dev.waybill.stock.SkuKey;
import org.jspecify.annotations.Nullable;

/**
 * Goods that came in.
 *
 * @param receiptId the caller's, such as a delivery note's line; counts once per shop. That it is used for another SKU is
 *     noticed only if both live on one shard.
 * @param quantity units, at least 1
 */
record Receipt(String tenant, String receiptId, String sku, long quantity) {

    private static final int LONGEST_ID = 200;
    private static final long MOST_UNITS = 1_000_000_000;

    /**
     * Read from {@code {"receiptId","quantity"}}, and {@code "sku"} unless the path gives it.
     *
     * @throws ProblemException 422 with all fields that are wrong, or 400
     */
    static Receipt read(String tenant, @Nullable String skuInPath, @Nullable JsonNode json) {
        Fields fields = Fields.of(json);
        Receipt receipt = new Receipt(
                tenant,
                fields.text("receiptId", LONGEST_ID),
                skuInPath == null ? fields.sku() : fields.sku(skuInPath),
                fields.wholeNumber("quantity", 1, MOST_UNITS));
        fields.check();
        return receipt;
    }

    SkuKey key() {
        return new SkuKey(tenant, sku);
    }
}
