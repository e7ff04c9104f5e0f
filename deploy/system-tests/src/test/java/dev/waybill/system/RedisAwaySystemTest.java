package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.servers.RedisServer;
import dev.waybill.local.stack.Service;
import dev.waybill.local.stack.ServiceKind;
import org.junit.jupiter.api.Test;

/** Redis makes things fast and nothing right: without it orders go on. */
@WholeSystem
class RedisAwaySystemTest {

    @Test
    void ordersGoOnWithoutIt(RunningSystem system, Shop shop) throws Exception {
        shop.sell("PLATE", 250, 100);
        assertEverythingWorks(shop);
        RedisServer redis = system.stack().embedded().redisServer();

        redis.kill();
        try {
            for (int i = 0; i < 5; i++) {
                assertEverythingWorks(shop);
            }
            for (Service service : system.stack().services()) {
                assertThat(!service.wanted() || HttpCalls.isOk(service.managementUrl() + "/q/health/ready"))
                        .as(service.name())
                        .isTrue();
            }
        } finally {
            redis.start();
        }

        assertEverythingWorks(shop);
    }

    private static void assertEverythingWorks(Shop shop) {
        Answer order = shop.buy(Purchase.of("ann", "PLATE", 1));
        assertThat(order.state()).isEqualTo("CONFIRMED");
        // Twice, so that it may be read from the cache, if there is one.
        assertThat(shop.order(order.id()).state()).isEqualTo("CONFIRMED");
        assertThat(shop.order(order.id()).state()).isEqualTo("CONFIRMED");
        Answer product = shop.get(ServiceKind.INVENTORY, "/v1/products/PLATE");
        assertThat(product.status()).isEqualTo(200);
        assertThat(product.body().path("price").asLong()).isEqualTo(250);
    }
}
