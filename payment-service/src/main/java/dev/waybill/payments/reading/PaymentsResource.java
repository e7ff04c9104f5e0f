package dev.waybill.payments.reading;

import dev.waybill.http.Caller;
import dev.waybill.http.Problem;
import dev.waybill.http.ProblemException;
import dev.waybill.http.Role;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shards;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an order has been paid. */
@Path("/v1/payments")
public class PaymentsResource {

    private final Shards shards;
    private final Caller caller;

    PaymentsResource(Shards shards, Caller caller) {
        this.shards = shards;
        this.caller = caller;
    }

    /**
     * The payments of an order with their transfers and refunds. For staff, and for the customer who pays; anybody else's order is not
     * found, as one that does not exist.
     *
     * @param shop whose order it is, for ops, who see all shops' orders; the caller's own if absent
     */
    @GET
    @Path("/{orderId}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.OPS_ROLE, Role.SERVICE_ROLE, Role.CUSTOMER_ROLE})
    @RunOnVirtualThread
    public OrderPayments ofOrder(@PathParam("orderId") String orderId, @QueryParam("tenant") @Nullable String shop) {
        UUID id = orderId(orderId);
        String tenant = shop != null && caller.is(Role.OPS) ? shop : caller.tenant();
        OrderPayments found = PaymentsByOrder.read(shards.ofSlot(RoutedId.slotOf(id)), id, tenant);
        if (found.payments().isEmpty() || !mayRead(found)) {
            throw notFound(orderId);
        }
        return found;
    }

    private boolean mayRead(OrderPayments found) {
        return caller.is(Role.OPS)
                || caller.is(Role.SERVICE)
                || found.payments().stream()
                        .allMatch(payment -> caller.subject().equals(payment.customerId()));
    }

    private static UUID orderId(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (RoutedId.isRouted(id)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("'%s' is no order id: that is a UUID".formatted(text))
                    .toException();
        }
        throw notFound(text);
    }

    private static ProblemException notFound(String orderId) {
        return Problem.notFound("There is no payment for an order %s.".formatted(orderId))
                .toException();
    }
}
