package dev.waybill.benchmark.shop;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The body of {@code POST /v1/orders}, as far as contenders look at it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlaceOrder(
        Customer customer, JsonNode shippingAddress, String currency, String paymentToken, List<Line> lines) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Customer(String id) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Line(String sku, int quantity) {}
}
