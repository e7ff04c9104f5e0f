package dev.waybill.ops.inspecting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.checkout.Definitions;
import dev.waybill.http.Role;
import dev.waybill.ops.EachShard;
import dev.waybill.ops.OpsRequest;
import dev.waybill.ops.sagas.StoredSaga;
import dev.waybill.ops.sagas.StoredSagas;
import dev.waybill.ops.sagas.StoredSagas.Listing;
import dev.waybill.ops.sagas.StoredSagas.Wanted;
import dev.waybill.orders.reading.Cursor;
import dev.waybill.shards.Shards;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code GET /ops/sagas} and {@code GET /ops/sagas/{id}}: of all shops. */
@Path("/ops/sagas")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class SagasResource {

    private static final int DEFAULT_LIMIT = 50;

    /** Earlier than every id. */
    private static final UUID BEGINNING_OF_TIME = new UUID(0, 0);

    private final Shards shards;
    private final SagaDetails details;
    private final Clock clock;

    SagasResource(Shards shards, SagaDetails details, Clock clock) {
        this.shards = shards;
        this.details = details;
        this.clock = clock;
    }

    /**
     * @param notAsked shards that are away, whose sagas are missing here
     * @param next absent on the last page
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            List<SagaSummary> sagas,
            List<String> notAsked,
            @Nullable String next) {}

    @GET
    @Operation(summary = "Sagas of all shops that are open, overdue, parked or paused, oldest first")
    public Page list(
            @QueryParam("standing") @Nullable String standing,
            @QueryParam("definition") @Nullable String definition,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int atMost = OpsRequest.limit(limit, DEFAULT_LIMIT);
        Wanted wanted = new Wanted(
                OpsRequest.oneOf(Listing.class, "standing", standing, Listing.OPEN),
                known(definition),
                Cursor.parse(cursor, BEGINNING_OF_TIME),
                clock.instant(),
                // One more than is shown tells whether there is a next page.
                atMost + 1);
        return page(EachShard.ask(shards, StoredSagas.OPEN, wanted), atMost);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Everything about one saga: its steps, its calls, and the story of its order")
    public SagaDetail get(@PathParam("id") String id) {
        return details.find(OpsRequest.id("saga", id));
    }

    /** Ids lead with time, so their order is that of age, also across shards. */
    private static Page page(EachShard<StoredSaga> answers, int atMost) {
        List<SagaSummary> oldest = answers.rows().entrySet().stream()
                .flatMap(shard -> shard.getValue().stream()
                        .map(saga -> SagaSummary.of(shard.getKey().name(), saga)))
                .sorted(Comparator.comparing(saga -> saga.id().toString()))
                .toList();
        List<SagaSummary> shown = oldest.stream().limit(atMost).toList();
        String next = oldest.size() > atMost ? Cursor.after(shown.getLast().id()) : null;
        return new Page(shown, answers.away(), next);
    }

    private static @Nullable String known(@Nullable String definition) {
        TreeSet<String> names =
                Definitions.all().stream().map(each -> each.name()).collect(Collectors.toCollection(TreeSet::new));
        if (definition != null && !names.contains(definition)) {
            throw OpsRequest.wrong(
                    "/definition", "must be one of %s, but was \"%s\"".formatted(String.join(", ", names), definition));
        }
        return definition;
    }
}
