package dev.waybill.orders.watching;

import dev.waybill.http.Role;
import dev.waybill.orders.OrderView;
import dev.waybill.orders.reading.VisibleOrders;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.jboss.resteasy.reactive.ResponseHeader;

/**
 * {@code GET /v1/orders/{id}/events}: the order as it is, then each of its states, as server-sent events until it is
 * decided. An event's id is the order's version; a comment every 15 seconds keeps proxies from hanging up.
 */
@Path("/v1/orders/{id}/events")
@RolesAllowed({Role.CUSTOMER_ROLE, Role.SERVICE_ROLE, Role.PRICING_ROLE, Role.OPS_ROLE})
public class WatchingResource {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final VisibleOrders orders;
    private final OrderWatch watch;
    private final Sse sse;

    WatchingResource(VisibleOrders orders, OrderWatch watch, Sse sse) {
        this.orders = orders;
        this.watch = watch;
        this.sse = sse;
    }

    /** Waits for the order, once, on a worker: one that is not there must be a 404 before the stream begins. */
    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Multi<OutboundSseEvent> events(@PathParam("id") String id) {
        Uni<OrderView> now = orders.find(id);
        OrderView order = now.await().atMost(PATIENCE);
        return StatusStream.of(order.id(), watch, now, sse, HEARTBEAT);
    }
}
