package dev.waybill.console.shards;

import dev.waybill.console.Frame;
import dev.waybill.console.Live;
import dev.waybill.console.Section;
import dev.waybill.console.Session;
import dev.waybill.console.peers.PeerCalls;
import dev.waybill.console.peers.Peers;
import dev.waybill.console.peers.Question;
import dev.waybill.http.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import org.jboss.resteasy.reactive.ResponseHeader;

/** {@code /console/shards}: how every shard of every service is, live. */
@Path("/console/shards")
@RolesAllowed(Role.OPS_ROLE)
public class ShardsPage {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Session session;
    private final Peers peers;
    private final Clock clock;

    ShardsPage(Session session, Peers peers, Clock clock) {
        this.session = session;
        this.peers = peers;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance shards(Frame frame, ShardsView view);

        static native TemplateInstance shardsLive(ShardsView view);
    }

    @GET
    @RunOnVirtualThread
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance page() {
        return Templates.shards(session.frame(Section.SHARDS), view(peers.calls()));
    }

    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    public Multi<OutboundSseEvent> live(Sse sse) {
        PeerCalls calls = peers.calls();
        return Live.of(
                sse,
                EVERY,
                session.end(),
                () -> Live.Part.of(Templates.shardsLive(view(calls)).render()));
    }

    private ShardsView view(PeerCalls calls) {
        return ShardsView.of(calls.askAll(Question.get("/ops/shards"), SaidShards.class), clock.instant());
    }
}
