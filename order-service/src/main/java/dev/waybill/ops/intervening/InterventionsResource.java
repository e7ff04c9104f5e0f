package dev.waybill.ops.intervening;

import dev.waybill.http.Caller;
import dev.waybill.http.Role;
import dev.waybill.ops.OpsRequest;
import dev.waybill.ops.inspecting.SagaDetail;
import dev.waybill.ops.inspecting.SagaDetails;
import dev.waybill.ops.intervening.Interventions.Intervention;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * {@code POST /ops/sagas/{id}/VERB} with {@code {"reason":"…"}}; answers with the saga as it is afterwards. 409 says why the
 * saga's state does not allow it.
 */
@Path("/ops/sagas/{id}")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class InterventionsResource {

    private final Caller caller;
    private final Interventions interventions;
    private final SagaDetails details;

    InterventionsResource(Caller caller, Interventions interventions, SagaDetails details) {
        this.caller = caller;
        this.interventions = interventions;
        this.details = details;
    }

    @POST
    @Path("retry")
    @Operation(summary = "Send what is open again now, and be patient with it anew")
    public SagaDetail retry(@PathParam("id") String id, byte[] body) throws IOException {
        return make(Verb.RETRY, id, body);
    }

    @POST
    @Path("compensate")
    @Operation(
            summary = "Turn the saga round, if it has not passed its point of no return",
            description = "The order is rejected as compensated_by_ops; its customer can read the reason given here.")
    public SagaDetail compensate(@PathParam("id") String id, byte[] body) throws IOException {
        return make(Verb.COMPENSATE, id, body);
    }

    @POST
    @Path("skip")
    @Operation(
            summary = "Count a stuck step, named in the body as \"step\", as done or as undone",
            description =
                    "Whoever skips a step vouches for what it would have done: for money and stock nothing is asked.")
    public SagaDetail skip(@PathParam("id") String id, byte[] body) throws IOException {
        return make(Verb.SKIP, id, body);
    }

    @POST
    @Path("pause")
    @Operation(summary = "Ask nobody for anything new; answers are taken, and reserved stock stays reserved")
    public SagaDetail pause(@PathParam("id") String id, byte[] body) throws IOException {
        return make(Verb.PAUSE, id, body);
    }

    @POST
    @Path("resume")
    @Operation(summary = "Go on; what is open is sent again")
    public SagaDetail resume(@PathParam("id") String id, byte[] body) throws IOException {
        return make(Verb.RESUME, id, body);
    }

    private SagaDetail make(Verb verb, String id, byte[] body) throws IOException {
        UUID saga = OpsRequest.id("saga", id);
        interventions.make(new Intervention(saga, verb, OpsRequest.read(body, verb == Verb.SKIP), caller.subject()));
        return details.find(saga);
    }
}
