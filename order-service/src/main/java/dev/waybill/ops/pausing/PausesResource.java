package dev.waybill.ops.pausing;

import dev.waybill.checkout.Definitions;
import dev.waybill.checkout.SagaRescuer;
import dev.waybill.http.Caller;
import dev.waybill.http.Problem;
import dev.waybill.http.Role;
import dev.waybill.ops.EachShard;
import dev.waybill.ops.OpsRequest;
import dev.waybill.ops.pausing.Pauses.Changed;
import dev.waybill.shards.Shards;
import dev.waybill.shards.sql.NoParameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code /ops/pauses}: stops the sagas of a definition, or {@code all}, on every shard, and lets them go on. Orders are still
 * taken in meanwhile, answers are recorded, and reserved stock stays reserved; nothing is asked of anybody.
 */
@Path("/ops/pauses")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PausesResource {

    private static final Logger LOG = Logger.getLogger(PausesResource.class);
    private static final String EVERYTHING = "all";
    private static final String EVERYTHING_STORED = "*";

    private final Caller caller;
    private final Shards shards;
    private final Clock clock;

    PausesResource(Caller caller, Shards shards, Clock clock) {
        this.caller = caller;
        this.shards = shards;
        this.clock = clock;
    }

    /**
     * @param definition {@code all} for all
     * @param shard the database's name
     */
    public record Standing(String definition, String shard, String reason, String pausedBy, Instant pausedAt) {}

    /**
     * @param notAsked shards that are away, whose pauses are missing here
     */
    public record Page(List<Standing> pauses, List<String> notAsked) {}

    /**
     * What came of it on each shard.
     *
     * @param changed whether it was not that way already
     * @param sagas that go on
     */
    public record Done(String shard, boolean changed, long sagas) {}

    /** All shards were reached. */
    public record Everywhere(String definition, boolean paused, List<Done> shards) {}

    @GET
    @Operation(summary = "Which definitions' sagas are stopped, by whom and why")
    public Page list() {
        EachShard<Pauses.Pause> answers = EachShard.ask(shards, Pauses.ALL, NoParameters.NONE);
        List<Standing> pauses = new ArrayList<>();
        answers.rows()
                .forEach((shard, rows) -> rows.forEach(row -> pauses.add(new Standing(
                        shown(row.definition()), shard.name(), row.reason(), row.pausedBy(), row.pausedAt()))));
        return new Page(pauses, answers.away());
    }

    @PUT
    @Path("{definition}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Stop the sagas of a definition, or all; 503 names shards that were not reached: repeat it")
    public Everywhere pause(@PathParam("definition") String definition, byte[] body) throws IOException {
        return stop(definition, OpsRequest.read(body, false).reason());
    }

    /** As the request does, for whoever has its reason by other means. */
    public Everywhere stop(String definition, String reason) {
        String stored = stored(definition);
        String actor = caller.subject();
        EachShard<Changed> answers =
                EachShard.ask(shards, Pauses.PAUSE, new Pauses.Order(stored, actor, reason, clock.instant()));
        LOG.infof("%s of ops: pause %s: %s", actor, definition, reason);
        return everywhere(definition, true, answers);
    }

    @DELETE
    @Path("{definition}")
    @Operation(summary = "Let them go on; what they have open is sent again within a second or so")
    public Everywhere resume(
            @PathParam("definition") String definition, @QueryParam("reason") @Nullable String reason) {
        String stored = stored(definition);
        String why = OpsRequest.reason(reason);
        String actor = caller.subject();
        EachShard<Changed> answers = EachShard.ask(
                shards, Pauses.RESUME, new Pauses.End(stored, actor, why, clock.instant(), SagaRescuer.RESUMED));
        LOG.infof("%s of ops: resume %s: %s", actor, definition, why);
        return everywhere(definition, false, answers);
    }

    private static Everywhere everywhere(String definition, boolean paused, EachShard<Changed> answers) {
        List<Done> done = answers.rows().entrySet().stream()
                .map(shard -> done(shard.getKey().name(), shard.getValue().getFirst()))
                .toList();
        if (!answers.away().isEmpty()) {
            List<String> reached = done.stream().map(Done::shard).toList();
            throw Problem.of(
                            503,
                            "shards-not-reached",
                            "Not all shards were reached",
                            "Done on %s; not reached: %s. The same request can be repeated until all are."
                                    .formatted(
                                            reached.isEmpty() ? "none" : String.join(", ", reached),
                                            String.join(", ", answers.away())))
                    .toException();
        }
        return new Everywhere(definition, paused, done);
    }

    private static Done done(String shard, Changed changed) {
        return new Done(shard, changed.changed() > 0, changed.sagas());
    }

    /** @throws dev.waybill.http.ProblemException 404 */
    private static String stored(String definition) {
        Set<String> known = new TreeSet<>(Set.of(EVERYTHING));
        Definitions.all().forEach(each -> known.add(each.name()));
        if (!known.contains(definition)) {
            throw Problem.notFound("There is no definition \"%s\", but there are: %s."
                            .formatted(definition, String.join(", ", known)))
                    .toException();
        }
        return definition.equals(EVERYTHING) ? EVERYTHING_STORED : definition;
    }

    private static String shown(String definition) {
        return definition.equals(EVERYTHING_STORED) ? EVERYTHING : definition;
    }
}
