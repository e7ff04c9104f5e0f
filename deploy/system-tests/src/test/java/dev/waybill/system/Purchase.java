package dev.waybill.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a customer asks for. The key makes it one order, however often it is sent.
 *
 * @param token the means of payment
 */
record Purchase(String customer, String key, String token, List<Line> lines) {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Line(String sku, int quantity) {}

    static Purchase of(String customer, String sku, int quantity) {
        return new Purchase(customer, UUID.randomUUID().toString(), "tok_approve", List.of(new Line(sku, quantity)));
    }

    Purchase paidBy(String otherToken) {
        return new Purchase(customer, key, otherToken, lines);
    }

    Purchase under(String otherKey) {
        return new Purchase(customer, otherKey, token, lines);
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(Map.of(
                    "customer",
                    Map.of("id", customer),
                    "shippingAddress",
                    Map.of("city", "London", "country", "GB"),
                    "currency",
                    "GBP",
                    "paymentToken",
                    token,
                    "lines",
                    lines));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
