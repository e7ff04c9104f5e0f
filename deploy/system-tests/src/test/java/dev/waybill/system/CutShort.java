package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.local.stack.ServiceKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Orders whose payment was authorized, and whose sagas could not hear of it: what came before can't be read. */
final class CutShort {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CutShort() {}

    /** Places so many; each has two letters then. */
    static List<String> place(int count, RunningSystem system, Shop shop) {
        shop.sell("LAMP", 2_500, 10);
        List<String> orders;
        try (Frozen bank = Frozen.freeze(system.service(ServiceKind.PAYMENTS));
                BrokenReplies replies =
                        new BrokenReplies(system.stack().servers().kafkaBootstrap())) {
            assertThat(bank).isNotNull();
            orders = IntStream.range(0, count)
                    .mapToObj(i -> shop.place(Purchase.of("customer-" + i, "LAMP", 1), 0)
                            .id())
                    .toList();
            orders.forEach(
                    order -> await().atMost(PATIENCE).until(() -> shop.get(ServiceKind.ORDERS, "/ops/sagas/" + order)
                            .body()
                            .path("position")
                            .asText()
                            .equals("authorize-payment")));
            orders.forEach(order -> replies.plant(order, shop.tenant()));
        }
        orders.forEach(order -> await().atMost(PATIENCE).until(() -> letters(shop, order) >= 2));
        return orders;
    }

    private static int letters(Shop shop, String order) {
        return shop.get(ServiceKind.ORDERS, "/ops/dead-letters?orderId=" + order)
                .body()
                .path("letters")
                .size();
    }
}
