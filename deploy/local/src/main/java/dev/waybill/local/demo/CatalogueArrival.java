package dev.waybill.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.http.Problems;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Waits until the order service has heard of new products.
 *
 * <p>It asks with an order that states wrong prices for all of them: such an order is never taken, and
 * the refusal tells an unknown product from a known one.
 */
public final class CatalogueArrival {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 100;
    private static final long PAUSE_MS = 200;

    private final HttpCalls orders;
    private final String customer;

    /**
     * @param orders a caller with the role {@code customer}, and no other
     * @param customer the caller's subject
     */
    public CatalogueArrival(HttpCalls orders, String customer) {
        this.orders = orders;
        this.customer = customer;
    }

    /** Returns when all are known; gives up quietly after some 20 s, since nothing depends on it but a demo. */
    public void await(List<DemoProduct> products) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS && !known(products); attempt++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }

    private boolean known(List<DemoProduct> products) throws InterruptedException {
        try {
            HttpRequest request = orders.to("/v1/orders", Duration.ofSeconds(10))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(order(products))))
                    .build();
            JsonNode problem = JSON.readTree(orders.send(request).body());
            return !Problems.namesAProduct(problem);
        } catch (IOException e) {
            return false;
        }
    }

    private Map<String, Object> order(List<DemoProduct> products) {
        return Map.of(
                "customer", Map.of("id", customer, "name", "Nobody", "email", "nobody@example.org"),
                "shippingAddress", Map.of("street", "-", "city", "-", "postalCode", "-", "country", "GB"),
                "currency", "GBP",
                "paymentToken", "tok_approve",
                "lines", products.stream().map(CatalogueArrival::wronglyPriced).toList());
    }

    private static Map<String, Object> wronglyPriced(DemoProduct product) {
        return Map.of("sku", product.sku(), "quantity", 1, "price", product.price() + 1);
    }
}
