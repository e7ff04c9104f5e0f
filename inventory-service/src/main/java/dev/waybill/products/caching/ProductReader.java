package dev.waybill.products.caching;

import dev.waybill.products.ListedProduct;
import dev.waybill.products.Products;
import dev.waybill.shards.Shards;
import dev.waybill.stock.SkuKey;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads products: from the cache, or else from their shard. */
@Singleton
public final class ProductReader {

    private final Shards shards;
    private final ProductCache cache;

    ProductReader(Shards shards, ProductCache cache) {
        this.shards = shards;
        this.cache = cache;
    }

    /** The product, or null if the shop has none of that SKU. */
    public @Nullable ListedProduct read(SkuKey key) {
        ListedProduct cached = cache.get(key);
        if (cached != null) {
            return cached;
        }
        List<Products.Row> rows = shards.ofSlot(key.slot()).run(Products.READ, key);
        if (rows.isEmpty()) {
            return null;
        }
        ListedProduct listed = rows.getFirst().toProduct();
        cache.put(listed);
        return listed;
    }
}
