package dev.waybill.local.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/orders}. */
record OrderRequest(
        Customer customer, Address shippingAddress, String currency, String paymentToken, List<Line> lines) {
    private static final String NOT_IN_THE_FILE = "unknown";

    /** Without an id it is a guest. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Customer(@Nullable String id, String name, String email) {}

    record Address(String street, String city, String postalCode, String country) {}

    /** The price binds, since the caller has the role {@code pricing}. */
    record Line(String sku, int quantity, long price) {}

    /** The file names customers by number only, and of their addresses the country. */
    static OrderRequest of(Invoice invoice) {
        String customer = invoice.customer();
        String label = customer == null ? "guest-" + invoice.number() : "customer-" + customer;
        return new OrderRequest(
                new Customer(customer, label, label + "@example.org"),
                new Address(NOT_IN_THE_FILE, NOT_IN_THE_FILE, NOT_IN_THE_FILE, invoice.country()),
                "GBP",
                "tok_approve",
                invoice.lines().stream()
                        .map(line -> new Line(line.sku(), line.quantity(), line.price()))
                        .toList());
    }
}
