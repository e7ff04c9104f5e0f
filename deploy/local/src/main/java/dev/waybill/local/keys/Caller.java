package dev.waybill.local.keys;

import java.util.List;

/**
 * Whom a token speaks for.
 *
 * @param subject for a customer the customer's id, for others any name
 * @param tenant the shop
 * @param roles of {@code customer}, {@code service}, {@code pricing}, {@code ops}
 */
public record Caller(String subject, String tenant, List<String> roles) {
    public static final String DEMO_TENANT = "demo";

    public Caller {
        roles = List.copyOf(roles);
    }

    public static Caller of(String role, String subject) {
        return new Caller(subject, DEMO_TENANT, List.of(role));
    }
}
