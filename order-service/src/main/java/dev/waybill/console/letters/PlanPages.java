package dev.waybill.console.letters;

import dev.waybill.console.Form;
import dev.waybill.console.Frame;
import dev.waybill.console.Section;
import dev.waybill.console.Session;
import dev.waybill.console.letters.Letters.Pace;
import dev.waybill.console.letters.Said.Replay;
import dev.waybill.console.peers.Answers;
import dev.waybill.console.peers.Peers;
import dev.waybill.http.Ids;
import dev.waybill.http.Role;
import dev.waybill.ops.OpsRequest;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** {@code /console/dead-letters/plan}: what a replay would do; and how one is begun. */
@Path("/console/dead-letters")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class PlanPages {

    private static final int FASTEST = 10_000;
    private static final int WHOLE = 100;
    private static final int CONFLICT = 409;

    private final Session session;
    private final Peers peers;
    private final Clock clock;

    PlanPages(Session session, Peers peers, Clock clock) {
        this.session = session;
        this.peers = peers;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance plan(Frame frame, PlanView view);

        static native TemplateInstance begunPartly(Frame frame, BegunView view);
    }

    @GET
    @Path("plan")
    public TemplateInstance plan(@Context UriInfo uri) {
        return plan(Query.selection(uri.getQueryParameters()));
    }

    /** The same of letters that were chosen by name: too many for an address. */
    @POST
    @Path("plan")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public TemplateInstance planChosen(@Context UriInfo uri, Form form, @RestForm("chosen") List<String> chosen) {
        form.requireOwn(session);
        return plan(Query.selection(uri.getQueryParameters(), chosen));
    }

    /** What is planned is what is replayed: its form carries the time of the plan. */
    private TemplateInstance plan(Selection selection) {
        Letters letters = letters();
        Selection planned = selection.until(clock.instant());
        String about = selection.sentence(letters.cause(selection));
        PlanView view = PlanView.of(planned, about, UUID.randomUUID(), letters.plan(planned));
        return Templates.plan(session.frame(Section.DEAD_LETTERS, "Plan of a replay"), view);
    }

    @POST
    @Path("replays")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response begin(
            @Context UriInfo uri,
            Form form,
            @RestForm("id") @Nullable String id,
            @RestForm("chosen") List<String> chosen,
            @RestForm("per-second") @Nullable String perSecond,
            @RestForm("stop-at") @Nullable String stopAt,
            @RestForm("service") List<String> services) {
        form.requireOwn(session);
        UUID replay = own(id);
        Selection selection = Query.selection(uri.getQueryParameters(), chosen);
        Pace pace = new Pace(
                form.reason(), number("/per-second", perSecond, 1, FASTEST), number("/stop-at", stopAt, 1, WHOLE));
        Answers<Replay> begun = letters().replay(replay, selection, pace, services);
        if (begun.missing().isEmpty()) {
            return ReplaysPages.seeReplay(replay);
        }
        BegunView view = BegunView.of(replay, selection, pace, services, begun);
        return Response.status(CONFLICT)
                .entity(Templates.begunPartly(session.frame(Section.DEAD_LETTERS, "Replay"), view)
                        .render())
                .build();
    }

    /** That the plan's form was made with: sent twice, it is one replay. */
    private static UUID own(@Nullable String id) {
        return Ids.parse(id)
                .orElseThrow(() -> OpsRequest.wrong(
                        "/id", "must be the replay's id, which a plan comes with; open the plan again"));
    }

    private static int number(String pointer, @Nullable String text, int least, int most) {
        if (text != null && text.matches("\\d{1,6}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw OpsRequest.wrong(pointer, "must be a number from %d to %d".formatted(least, most));
    }

    private Letters letters() {
        return new Letters(peers.calls());
    }
}
