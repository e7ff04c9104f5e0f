package dev.waybill.ops.actions;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.waybill.http.Role;
import dev.waybill.ops.EachShard;
import dev.waybill.ops.OpsRequest;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code GET /ops/actions}: what ops has done, newest first. */
@Path("/ops/actions")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ActionsResource {

    private static final int DEFAULT_LIMIT = 50;

    private final Shards shards;

    ActionsResource(Shards shards) {
        this.shards = shards;
    }

    /**
     * @param shard the database's name; what was done to a definition was done on each
     */
    public record Entry(String shard, @JsonUnwrapped Action action) {}

    /**
     * @param notAsked shards that are away, whose actions are missing here
     */
    public record Log(List<Entry> actions, List<String> notAsked) {}

    @GET
    @Operation(summary = "What ops has done to sagas and definitions, by whom and why, newest first, all shops")
    public Log list(
            @QueryParam("saga") @Nullable String saga,
            @QueryParam("order") @Nullable String order,
            @QueryParam("limit") @Nullable String limit) {
        int atMost = OpsRequest.limit(limit, DEFAULT_LIMIT);
        UUID sagaId = OpsRequest.optionalId("saga", saga);
        UUID orderId = OpsRequest.optionalId("order", order);
        UUID routing = sagaId == null ? orderId : sagaId;
        return routing == null ? latest(atMost) : about(routing, new Actions.About(sagaId, orderId, atMost));
    }

    private Log about(UUID routing, Actions.About about) {
        Shard home = shards.ofSlot(RoutedId.slotOf(routing));
        return log(Map.of(home, home.run(Actions.ABOUT, about)), List.of(), about.atMost());
    }

    private Log latest(int atMost) {
        EachShard<Action> answers = EachShard.ask(shards, Actions.LATEST, new Actions.Latest(atMost));
        return log(answers.rows(), answers.away(), atMost);
    }

    private static Log log(Map<Shard, List<Action>> found, List<String> notAsked, int atMost) {
        List<Entry> newest = found.entrySet().stream()
                .flatMap(shard -> shard.getValue().stream()
                        .map(action -> new Entry(shard.getKey().name(), action)))
                .sorted(Comparator.comparing((Entry entry) -> entry.action().doneAt())
                        .reversed())
                .limit(atMost)
                .toList();
        return new Log(newest, notAsked);
    }
}
