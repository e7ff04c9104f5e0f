package dev.waybill.auditing;

import dev.waybill.http.Problem;
import dev.waybill.http.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The audit for people: what it found last, and a way to have it made now. */
@Path("/ops")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {

    private final Auditor auditor;

    AuditResource(Auditor auditor) {
        this.auditor = auditor;
    }

    /** The last report; 404 if the service has just started. */
    @GET
    @Path("/audit")
    public AuditReport last() {
        return auditor.last().orElseThrow(() -> Problem.notFound(
                        "There has been no audit since the start. POST /ops/audit:run makes one.")
                .toException());
    }

    /** Waits for it. */
    @POST
    @Path("/audit:run")
    public AuditReport run() {
        return auditor.runOnce();
    }
}
