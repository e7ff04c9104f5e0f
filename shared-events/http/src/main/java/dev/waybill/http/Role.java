package dev.waybill.http;

import java.util.Locale;

/** The roles that a token's {@code groups} may name. */
public enum Role {
    /** A customer of the shop: own orders only. */
    CUSTOMER,
    /** Another service or a frontend's back end: any customer's orders, products, stock. */
    SERVICE,
    /** A channel with negotiated prices: sets the price of a line. */
    PRICING,
    /** People who run the shop's systems. */
    OPS;

    /** For {@code @RolesAllowed}, which wants constants. */
    public static final String CUSTOMER_ROLE = "customer";

    public static final String SERVICE_ROLE = "service";
    public static final String PRICING_ROLE = "pricing";
    public static final String OPS_ROLE = "ops";

    String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
