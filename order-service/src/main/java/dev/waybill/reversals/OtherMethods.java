package dev.waybill.reversals;

import dev.waybill.http.Problem;
import dev.waybill.http.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Methods that cancels and returns don't have: answered 405 with those that they do (RFC 9110, 15.5.6). By itself the server
 * would say 404 where another path of the same order has the method.
 */
@Path("/v1/orders/{id}")
@RolesAllowed({Role.CUSTOMER_ROLE, Role.SERVICE_ROLE, Role.PRICING_ROLE, Role.OPS_ROLE})
public class OtherMethods {

    private static final String ANY = "{what: cancel|cancellation|returns}";

    @GET
    @Path("cancel")
    @Operation(hidden = true)
    public Response get() {
        return notAllowed("cancel");
    }

    @PUT
    @Path(ANY)
    @Operation(hidden = true)
    public Response put(@PathParam("what") String what) {
        return notAllowed(what);
    }

    @PATCH
    @Path(ANY)
    @Operation(hidden = true)
    public Response patch(@PathParam("what") String what) {
        return notAllowed(what);
    }

    @DELETE
    @Path(ANY)
    @Operation(hidden = true)
    public Response delete(@PathParam("what") String what) {
        return notAllowed(what);
    }

    private static Response notAllowed(String what) {
        String allowed =
                switch (what) {
                    case "cancel" -> "POST";
                    case "returns" -> "GET, POST";
                    default -> "GET";
                };
        Problem problem =
                Problem.of(405, "method-not-allowed", "Method Not Allowed", "Here is only %s.".formatted(allowed));
        return Response.fromResponse(problem.toResponse())
                .header(HttpHeaders.ALLOW, allowed)
                .build();
    }
}
