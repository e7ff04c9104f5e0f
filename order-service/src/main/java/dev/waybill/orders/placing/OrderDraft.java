package dev.waybill.orders.placing;

import dev.waybill.orders.OrderView.Address;
import dev.waybill.orders.OrderView.Contact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for an order whose form is right; prices are not known yet.
 *
 * @param customerId null for a guest
 */
public record OrderDraft(
        @Nullable String customerId,
        Contact customer,
        Address shippingAddress,
        String currency,
        String paymentToken,
        List<DraftLine> lines) {

    /**
     * One line as it was asked for.
     *
     * @param price the unit price that the caller states, in minor units; null if it states none
     */
    public record DraftLine(
            String sku, int quantity, @Nullable Long price) {}
}
