package dev.waybill.ops.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.http.Role;
import dev.waybill.ops.OpsRequest;
import dev.waybill.ops.timeline.History.Header;
import dev.waybill.orders.OrderState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code GET /ops/orders/{id}/timeline}: what happened to an order, as JSON or as lines of text. */
@Path("/ops/orders/{id}/timeline")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
public class TimelineResource {

    private final Histories histories;

    TimelineResource(Histories histories) {
        this.histories = histories;
    }

    /** An order's story so far. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Story(
            UUID orderId,
            String tenant,
            OrderState state,
            @Nullable String reason,
            @Nullable String detail,
            List<TimelineEntry> entries) {

        static Story of(History history) {
            Header order = history.order();
            return new Story(
                    order.id(), order.tenant(), order.state(), order.reason(), order.detail(), Timeline.of(history));
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "An order's story, one entry per fact; with Accept text/plain as lines")
    public Story json(@PathParam("id") String id) {
        return Story.of(find(id));
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public String text(@PathParam("id") String id) {
        History history = find(id);
        return TimelineText.of(history.order(), Timeline.of(history));
    }

    private History find(String id) {
        return histories.find(OpsRequest.id("order", id)).orElseThrow(() -> OpsRequest.unknown("order", id));
    }
}
