package dev.waybill.console.letters;

import dev.waybill.console.Address;
import dev.waybill.console.Confirmation;
import dev.waybill.console.ConfirmationPage;
import dev.waybill.console.Form;
import dev.waybill.console.Frame;
import dev.waybill.console.Live;
import dev.waybill.console.Section;
import dev.waybill.console.Session;
import dev.waybill.console.peers.Peers;
import dev.waybill.http.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseHeader;

/** {@code /console/dead-letters/replays}: what a replay does, live, and how it is ended and goes on. */
@Path("/console/dead-letters")
@RolesAllowed(Role.OPS_ROLE)
@Produces(MediaType.TEXT_HTML)
public class ReplaysPages {

    private static final Duration EVERY = Duration.ofMillis(500);

    private final Session session;
    private final Peers peers;

    ReplaysPages(Session session, Peers peers) {
        this.session = session;
        this.peers = peers;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance replay(Frame frame, ReplayView view);

        static native TemplateInstance replayLive(ReplayView view);
    }

    @GET
    @Path("replays/{id}")
    @RunOnVirtualThread
    public TemplateInstance replay(@PathParam("id") String id) {
        return Templates.replay(
                session.frame(Section.DEAD_LETTERS, "Replay"), letters().replay(LetterId.of(id)));
    }

    @GET
    @Path("replays/{id}/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    public Multi<OutboundSseEvent> live(@PathParam("id") String id, Sse sse) {
        Letters letters = letters();
        UUID replay = LetterId.of(id);
        return Live.of(sse, EVERY, session.end(), () -> {
            ReplayView view = letters.replay(replay);
            return new Live.Part(Templates.replayLive(view).render(), !view.running());
        });
    }

    @GET
    @Path("replays/{id}/{verb}")
    @RunOnVirtualThread
    public TemplateInstance ask(@PathParam("id") String id, @PathParam("verb") String verb) {
        String page = "/console/dead-letters/replays/" + LetterId.of(id);
        boolean cancel = isCancel(verb);
        Confirmation question = Confirmation.of(
                cancel ? "Cancel the replay?" : "Resume the replay?",
                cancel
                        ? "Letters that it has not come to stay parked. What was applied stays applied. It can be resumed."
                        : "It goes on with the letters that it has not come to.",
                cancel ? "Cancel the replay" : "Resume",
                cancel,
                page + "/" + verb,
                page);
        return ConfirmationPage.of(session, Section.DEAD_LETTERS, question);
    }

    @POST
    @Path("replays/{id}/{verb}")
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response tell(@PathParam("id") String id, @PathParam("verb") String verb, Form form) {
        form.requireOwn(session);
        UUID replay = LetterId.of(id);
        letters().tellReplay(replay, isCancel(verb) ? "cancel" : "resume", form.reason());
        return seeReplay(replay);
    }

    static Response seeReplay(UUID id) {
        return Address.see("/console/dead-letters/replays/" + id);
    }

    private static boolean isCancel(String verb) {
        return switch (verb) {
            case "cancel" -> true;
            case "resume" -> false;
            default -> throw Address.unknown(verb);
        };
    }

    private Letters letters() {
        return new Letters(peers.calls());
    }
}
