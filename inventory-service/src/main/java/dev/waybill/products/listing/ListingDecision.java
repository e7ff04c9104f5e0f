package dev.waybill.products.listing;

import dev.waybill.products.ListedProduct;
import dev.waybill.products.Product;
import dev.waybill.stock.SkuKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides a batch of wishes, one after the other, over the products that the batch has locked. Pure. */
final class ListingDecision {

    private final Map<SkuKey, ListedProduct> before = new HashMap<>();
    private final Map<SkuKey, ListedProduct> changed = new LinkedHashMap<>();

    ListingDecision(List<ListedProduct> locked) {
        locked.forEach(listed -> before.put(listed.product().key(), listed));
    }

    Listing decide(Wish wish) {
        Product product = wish.product();
        ListedProduct known = changed.getOrDefault(product.key(), before.get(product.key()));
        Long version = known == null ? null : known.version();
        if (wish.onlyIfVersion() != null && !wish.onlyIfVersion().equals(version)) {
            return new Listing.OtherVersion(version);
        }
        if (known == null) {
            return new Listing.Created(remember(new ListedProduct(product, 1)));
        }
        return known.product().equals(product)
                ? new Listing.Unchanged(known)
                : new Listing.Updated(remember(new ListedProduct(product, known.version() + 1)));
    }

    /** The products that changed, each once, as they are after the batch. */
    List<ListedProduct> changed() {
        return List.copyOf(changed.values());
    }

    /** The version that a product had before the batch; 0 if there was none. */
    long versionBefore(SkuKey key) {
        @Nullable ListedProduct known = before.get(key);
        return known == null ? 0 : known.version();
    }

    private ListedProduct remember(ListedProduct listed) {
        changed.put(listed.product().key(), listed);
        return listed;
    }
}
