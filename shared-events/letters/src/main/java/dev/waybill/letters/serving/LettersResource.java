package dev.waybill.letters.serving;

import dev.waybill.http.Caller;
import dev.waybill.http.Role;
import dev.waybill.letters.LetterView;
import dev.waybill.letters.planning.Plan;
import dev.waybill.letters.planning.Planner;
import dev.waybill.letters.searching.Groups;
import dev.waybill.letters.searching.LetterFilter;
import dev.waybill.letters.searching.Letters;
import dev.waybill.letters.settling.Actions;
import dev.waybill.letters.settling.Discards;
import dev.waybill.letters.settling.Edits;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * {@code /ops/dead-letters}: messages to this service that could not be handled, and those that wait behind them, all shops.
 */
@Path("/ops/dead-letters")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class LettersResource {

    private static final int DEFAULT_LIMIT = 50;

    private static final String CRITERIA =
            "By query parameters, all of which must hold: status (parked unless it says otherwise), service, group, cause, "
                    + "topic, partition, offset, key, type, orderId, tenant, saga, step; replay, the one that has it now or had it "
                    + "last; attempts, at least so many; from and to, of the last failure; firstFrom and firstTo, of the first; text, which the cause contains; header, which "
                    + "the name or the value of a header contains; payload, which the data contains.";

    private final Caller caller;
    private final Letters letters;
    private final Planner planner;
    private final Discards discards;
    private final Edits edits;
    private final Actions actions;

    LettersResource(Caller caller, Letters letters, Planner planner, Discards discards, Edits edits, Actions actions) {
        this.caller = caller;
        this.letters = letters;
        this.planner = planner;
        this.discards = discards;
        this.edits = edits;
        this.actions = actions;
    }

    /** How many letters were put away. */
    public record Discarded(long discarded) {}

    @GET
    @Operation(summary = "Dead letters, newest last failure first", description = CRITERIA)
    public Letters.Found list(
            @Context UriInfo uri,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return letters.list(filter(uri), Asked.limit(limit, DEFAULT_LIMIT), cursor);
    }

    @GET
    @Path("groups")
    @Operation(
            summary = "Dead letters by what has caused them, so that those of one bug are one row",
            description = CRITERIA)
    public Groups groups(@Context UriInfo uri) {
        return letters.groups(filter(uri));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One dead letter, with all that happened to it")
    public LetterView show(@PathParam("id") String id) {
        return letters.show(Asked.id("dead letter", id));
    }

    @PUT
    @Path("{id}/payload")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give a parked letter other data; what it came with is kept")
    public LetterView edit(@PathParam("id") String id, byte[] body) throws IOException {
        UUID letter = Asked.id("dead letter", id);
        Body read = Body.read(body, "payload", "reason");
        edits.edit(letter, read.payload(), caller.subject(), read.reason());
        return letters.show(letter);
    }

    @POST
    @Path("plan")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What a replay would come to; writes nothing",
            description = "How many letters there are of each verdict, and the first 100 of each, with why.")
    public Plan plan(byte[] body) throws IOException {
        return planner.plan(letters.here(Body.readSelecting(body).selection()));
    }

    @POST
    @Path("discards")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Put letters away for good; what waits behind them stays unless it is selected itself",
            description = "A search finds what there is by now. Who has counted it before says up to when, by to.")
    public Discarded discard(byte[] body) throws IOException {
        Body read = Body.readSelecting(body, "reason");
        return new Discarded(discards.discard(letters.here(read.selection()), caller.subject(), read.reason()));
    }

    @GET
    @Path("actions")
    @Operation(summary = "What ops has done to dead letters, by whom and why, newest first")
    public Actions.Log actions(@QueryParam("limit") @Nullable String limit) {
        return actions.list(Asked.limit(limit, DEFAULT_LIMIT));
    }

    /** What a form leaves empty, it does not ask for. */
    private static LetterFilter filter(UriInfo uri) {
        return LetterFilter.read(name -> {
            String value = uri.getQueryParameters().getFirst(name);
            return value == null || value.isEmpty() ? null : value;
        });
    }
}
