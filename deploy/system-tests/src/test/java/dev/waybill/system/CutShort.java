package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.local.stack.ServiceKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;

/** Orders whose payment was authorized, and whose sagas could not hear of it: what came before can't be read. */
final class CutShort {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CutShort() {}

    /** Places so many; each has two letters then. */
    static List<String> place(int count, RunningSystem system, Shop shop) {
        shop.sell("LAMP", 2_500, count);
        List<String> orders;
        try (Frozen bank = Frozen.freeze(system.service(ServiceKind.PAYMENTS));
                BrokenReplies replies =
                        new BrokenReplies(system.stack().servers().kafkaBootstrap())) {
            assertThat(bank).isNotNull();
            orders = IntStream.range(0, count)
                    .mapToObj(i -> shop.place(Purchase.of("customer-" + i, "LAMP", 1), 0)
                            .id())
                    .toList();
            orders.forEach(order -> soon().until(() -> position(shop, order).equals("authorize-payment")));
            orders.forEach(order -> replies.plant(order, shop.tenant()));
        }
        orders.forEach(order -> soon().until(() -> letters(shop, order) >= 2));
        return orders;
    }

    /** Of many orders, most need not be waited for: they are looked at at once. */
    private static ConditionFactory soon() {
        return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(100));
    }

    private static String position(Shop shop, String order) {
        return shop.get(ServiceKind.ORDERS, "/ops/sagas/" + order)
                .body()
                .path("position")
                .asText();
    }

    private static int letters(Shop shop, String order) {
        return shop.get(ServiceKind.ORDERS, "/ops/dead-letters?orderId=" + order)
                .body()
                .path("letters")
                .size();
    }
}
