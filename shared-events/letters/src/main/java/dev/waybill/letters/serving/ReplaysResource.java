package dev.waybill.letters.serving;

import dev.waybill.http.Caller;
import dev.waybill.http.Role;
import dev.waybill.letters.replaying.ReplayView;
import dev.waybill.letters.replaying.Replays;
import dev.waybill.letters.searching.Letters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /ops/dead-letters/replays}: letters applied again, in order, at a pace, and with an end to it. */
@Path("/ops/dead-letters/replays")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ReplaysResource {

    private static final int DEFAULT_LIMIT = 20;
    private static final int DEFAULT_PER_SECOND = 100;
    private static final int DEFAULT_ERROR_PERCENT = 20;

    private final Caller caller;
    private final Letters letters;
    private final Replays replays;

    ReplaysResource(Caller caller, Letters letters, Replays replays) {
        this.caller = caller;
        this.letters = letters;
        this.replays = replays;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Replay a selection of letters, and what waits behind them",
            description =
                    "What is selected now is all that it concerns. Under an id of the caller's, \"id\", it can be "
                            + "asked for again without being done twice.")
    public Response begin(byte[] body) throws IOException {
        Body read = Body.readSelecting(body, "id", "reason", "perSecond", "stopAtErrorPercent");
        ReplayView begun = replays.begin(new Replays.Wish(
                read.idOr(UUID.randomUUID()),
                letters.here(read.selection()),
                caller.subject(),
                read.reason(),
                read.number("perSecond", 1, 10_000, DEFAULT_PER_SECOND),
                read.number("stopAtErrorPercent", 1, 100, DEFAULT_ERROR_PERCENT)));
        return Response.accepted(begun)
                .header("Location", "/ops/dead-letters/replays/" + begun.id())
                .build();
    }

    @GET
    @Operation(summary = "Replays, newest first")
    public Replays.Listed list(@QueryParam("limit") @Nullable String limit) {
        return replays.list(Asked.limit(limit, DEFAULT_LIMIT));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One replay, and how far it is")
    public ReplayView show(@PathParam("id") String id) {
        return replays.find(Asked.id("replay", id));
    }

    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "End a replay; what it has not done stays parked")
    public ReplayView cancel(@PathParam("id") String id, byte[] body) throws IOException {
        return replays.cancel(
                Asked.id("replay", id),
                caller.subject(),
                Body.read(body, "reason").reason());
    }

    @POST
    @Path("{id}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Let a replay that stopped or was cancelled go on with what it has not done")
    public ReplayView resume(@PathParam("id") String id, byte[] body) throws IOException {
        return replays.resume(
                Asked.id("replay", id),
                caller.subject(),
                Body.read(body, "reason").reason());
    }
}
