package dev.waybill.products;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.http.ProblemException;
import dev.waybill.ndjson.Fields;
import dev.waybill.stock.SkuKey;
import org.jspecify.annotations.Nullable;

/**
 * A product as a shop states it.
 *
 * @param price of one unit, in the currency's minor unit
 * @param currency ISO 4217 code
 * @param active whether it may be ordered
 */
public record Product(String tenant, String sku, String name, long price, String currency, boolean active) {

    private static final int LONGEST_NAME = 200;
    private static final long HIGHEST_PRICE = 1_000_000_000_000L;

    /**
     * Read from {@code {"name","price","currency","active"}}, and {@code "sku"} unless the path gives it.
     *
     * @throws ProblemException 422 with all fields that are wrong, or 400
     */
    public static Product read(String tenant, @Nullable String skuInPath, @Nullable JsonNode json) {
        Fields fields = Fields.of(json);
        Product product = new Product(
                tenant,
                skuInPath == null ? fields.sku() : fields.sku(skuInPath),
                fields.text("name", LONGEST_NAME),
                fields.wholeNumber("price", 0, HIGHEST_PRICE),
                fields.currency("currency"),
                fields.flag("active"));
        fields.check();
        return product;
    }

    public SkuKey key() {
        return new SkuKey(tenant, sku);
    }
}
