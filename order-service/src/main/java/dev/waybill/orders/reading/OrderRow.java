package dev.waybill.orders.reading;

import dev.waybill.orders.OrderJson;
import dev.waybill.orders.OrderState;
import dev.waybill.orders.OrderView;
import dev.waybill.orders.OrderView.Address;
import dev.waybill.orders.OrderView.Contact;
import dev.waybill.orders.OrderView.Line;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order with its lines, as one row. */
record OrderRow(
        UUID id,
        String tenant,
        String customerId,
        boolean guest,
        String customer,
        String shippingAddress,
        OrderState state,
        @Nullable String reason,
        @Nullable String detail,
        String currency,
        long total,
        Instant placedAt,
        Instant updatedAt,
        long version,
        String lines) {

    StoredOrder toOrder() {
        return new StoredOrder(
                tenant,
                new OrderView(
                        id,
                        state,
                        reason,
                        detail,
                        customerId,
                        guest,
                        OrderJson.read(customer, Contact.class),
                        OrderJson.read(shippingAddress, Address.class),
                        currency,
                        total,
                        List.of(OrderJson.read(lines, Line[].class)),
                        placedAt,
                        updatedAt,
                        version));
    }
}
