package dev.waybill.console.flow;

import dev.waybill.console.Frame;
import dev.waybill.console.Live;
import dev.waybill.console.Section;
import dev.waybill.console.Session;
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
import java.time.Duration;
import org.jboss.resteasy.reactive.ResponseHeader;

/** {@code /console/flow}: how orders flow, drawn anew every two seconds. */
@Path("/console/flow")
@RolesAllowed(Role.OPS_ROLE)
public class FlowResource {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Session session;
    private final Pulse pulse;
    private final FlowBoard board;
    private final Sse sse;

    FlowResource(Session session, Pulse pulse, FlowBoard board, Sse sse) {
        this.session = session;
        this.pulse = pulse;
        this.board = board;
        this.sse = sse;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance flow(Frame frame, FlowView view);

        static native TemplateInstance flowLive(FlowView view);
    }

    @GET
    @RunOnVirtualThread
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance page() {
        return Templates.flow(session.frame(Section.FLOW), view());
    }

    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    public Multi<OutboundSseEvent> live() {
        return Live.of(
                sse,
                EVERY,
                session.end(),
                () -> Live.Part.of(Templates.flowLive(view()).render()));
    }

    private FlowView view() {
        return FlowView.of(pulse.last(), board.now());
    }
}
