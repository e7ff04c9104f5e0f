package dev.waybill.products.caching;

import static dev.waybill.testing.Http.asService;
import static dev.waybill.testing.Http.haveProduct;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.products.ListedProduct;
import dev.waybill.products.Product;
import dev.waybill.stock.SkuKey;
import dev.waybill.testing.Backends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "inventory"))
class ProductCacheIT {

    private static final String SHOP = "cache-shop";

    @Inject
    ProductCache cache;

    @Test
    void anOlderVersionNeverReplacesANewerOne() {
        cache.put(listed("GUARDED", 3));
        cache.put(listed("GUARDED", 2));
        assertThat(cache.get(new SkuKey(SHOP, "GUARDED"))).isEqualTo(listed("GUARDED", 3));
        cache.put(listed("GUARDED", 4));
        assertThat(cache.get(new SkuKey(SHOP, "GUARDED"))).isEqualTo(listed("GUARDED", 4));
    }

    @Test
    void whatIsReadIsCached() {
        haveProduct(SHOP, "READ");
        asService(SHOP).get("/v1/products/READ").then().statusCode(200);
        assertThat(cache.get(new SkuKey(SHOP, "READ"))).isNotNull();
    }

    @Test
    void aChangeReachesTheCacheByItself() {
        haveProduct(SHOP, "CHANGED");
        asService(SHOP).get("/v1/products/CHANGED").then().statusCode(200);
        asService(SHOP)
                .contentType("application/json")
                .body("{\"name\":\"Any product\",\"price\":999,\"currency\":\"GBP\",\"active\":true}")
                .put("/v1/products/CHANGED")
                .then()
                .statusCode(200);
        long deadline = System.nanoTime() + 30_000_000_000L;
        int price = 0;
        while (price != 999 && System.nanoTime() < deadline) {
            price = asService(SHOP).get("/v1/products/CHANGED").path("price");
        }
        assertThat(price).isEqualTo(999);
    }

    private static ListedProduct listed(String sku, long version) {
        return new ListedProduct(new Product(SHOP, sku, "Any product", version, "GBP", true), version);
    }
}
