package dev.waybill.orders.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.http.Caller;
import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.http.Role;
import dev.waybill.orders.OrderView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/orders/{id}} and {@code GET /v1/orders?customerId=}. */
@Path("/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.CUSTOMER_ROLE, Role.SERVICE_ROLE, Role.PRICING_ROLE, Role.OPS_ROLE})
public class OrdersResource {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private final Caller caller;
    private final VisibleOrders orders;
    private final StoredOrders stored;

    OrdersResource(Caller caller, VisibleOrders orders, StoredOrders stored) {
        this.caller = caller;
        this.orders = orders;
        this.stored = stored;
    }

    /** A page of a customer's orders; {@code next} is absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<OrderView> orders, @Nullable String next) {}

    @GET
    @Path("{id}")
    public Uni<Response> get(@PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String known) {
        return orders.find(id).map(order -> {
            String tag = "\"" + order.version() + "\"";
            return tag.equals(known)
                    ? Response.notModified().header("ETag", tag).build()
                    : Response.ok(order).header("ETag", tag).build();
        });
    }

    @GET
    public Uni<Response> list(
            @QueryParam("customerId") @Nullable String customerId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        String tenant = caller.tenant();
        String customer = customer(customerId);
        int atMost = limit(limit);
        UUID before = Cursor.parse(cursor);
        // One more than is shown tells whether there is a next page.
        return Uni.createFrom()
                .completionStage(() -> stored.ofCustomer(tenant, customer, before, atMost + 1))
                .map(found -> response(customer, found, atMost));
    }

    private static Response response(String customer, List<StoredOrder> found, int limit) {
        List<OrderView> shown =
                found.stream().limit(limit).map(StoredOrder::view).toList();
        if (found.size() <= limit) {
            return Response.ok(new Page(shown, null)).build();
        }
        String next = Cursor.after(shown.getLast().id());
        String link = "</v1/orders?customerId=%s&limit=%d&cursor=%s>; rel=\"next\""
                .formatted(URLEncoder.encode(customer, StandardCharsets.UTF_8), limit, next);
        return Response.ok(new Page(shown, next)).header("Link", link).build();
    }

    /** Staff say whose; a customer sees own orders and need not. */
    private String customer(@Nullable String customerId) {
        if (caller.isStaff()) {
            if (customerId == null || customerId.isBlank() || customerId.indexOf('\0') >= 0) {
                throw Problem.invalid(List.of(new FieldError("/customerId", "is required")))
                        .toException();
            }
            return customerId;
        }
        if (customerId != null && !customerId.equals(caller.subject())) {
            throw Problem.of(403, "not-your-customer", "Not allowed", "A customer sees own orders only.")
                    .toException();
        }
        return caller.subject();
    }

    private static int limit(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit.matches("\\d{1,3}")) {
            int wished = Integer.parseInt(limit);
            if (wished >= 1 && wished <= MAX_LIMIT) {
                return wished;
            }
        }
        throw Problem.invalid(List.of(new FieldError(
                        "/limit", "must be a number from 1 to %d, but was \"%s\"".formatted(MAX_LIMIT, limit))))
                .toException();
    }
}
