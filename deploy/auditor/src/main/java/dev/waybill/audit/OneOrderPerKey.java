package dev.waybill.audit;

import dev.waybill.audit.OrderBooks.Order;
import dev.waybill.audit.OrderBooks.UsedKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** P5: one Idempotency-Key of one customer makes one order. */
final class OneOrderPerKey {
    private OneOrderPerKey() {}

    private record Owner(String tenant, String customer, String key) {}

    static List<Violation> check(OrderBooks books) {
        Findings findings = new Findings("P5");
        Map<UUID, Order> orders = new HashMap<>();
        books.orders().forEach(order -> orders.put(order.id(), order));
        Map<Owner, UsedKey> seen = new HashMap<>();
        Map<UUID, UsedKey> used = new HashMap<>();
        for (UsedKey key : books.keys()) {
            UsedKey other = seen.putIfAbsent(new Owner(key.tenant(), key.customer(), key.key()), key);
            findings.unless(other == null, "a key makes one order", key + " and " + other);
            UsedKey twin = used.putIfAbsent(key.order(), key);
            findings.unless(twin == null, "an order is made by one key", key + " and " + twin);
            Order order = orders.get(key.order());
            findings.unless(
                    order != null
                            && order.tenant().equals(key.tenant())
                            && order.customer().equals(key.customer()),
                    "a key's order exists, and is the same customer's",
                    key + " and " + order);
        }
        return findings.all();
    }
}
