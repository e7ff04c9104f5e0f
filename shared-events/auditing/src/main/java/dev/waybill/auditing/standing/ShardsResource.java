package dev.waybill.auditing.standing;

import dev.waybill.http.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code GET /ops/shards}: how each of the service's shards is now. */
@Path("/ops/shards")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class ShardsResource {

    private final ShardStandings standings;

    ShardsResource(ShardStandings standings) {
        this.standings = standings;
    }

    /** All of them, in the order of their numbers. */
    public record All(List<ShardStanding> shards) {}

    @GET
    public All list() {
        return new All(standings.read());
    }
}
