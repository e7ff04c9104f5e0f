package dev.waybill.orders.reading;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.waybill.orders.OrderView;

/** An order as it was found, with the tenant that only callers of its shop may see it under. */
public record StoredOrder(String tenant, OrderView view) {
    @JsonIgnore
    public boolean belongsTo(String otherTenant) {
        return tenant.equals(otherTenant);
    }
}
