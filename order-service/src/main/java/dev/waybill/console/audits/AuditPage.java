package dev.waybill.console.audits;

import dev.waybill.console.Address;
import dev.waybill.console.Form;
import dev.waybill.console.Frame;
import dev.waybill.console.Section;
import dev.waybill.console.Session;
import dev.waybill.console.peers.Answers;
import dev.waybill.console.peers.Peers;
import dev.waybill.console.peers.Question;
import dev.waybill.http.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;

/** {@code /console/audit}: what the audits of all three services have found last, and a way to have them made now. */
@Path("/console/audit")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class AuditPage {

    private static final Duration LONGEST_AUDIT = Duration.ofMinutes(2);

    private final Session session;
    private final Peers peers;
    private final Clock clock;

    AuditPage(Session session, Peers peers, Clock clock) {
        this.session = session;
        this.peers = peers;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance audit(Frame frame, AuditView view);
    }

    @GET
    public TemplateInstance last() {
        return page(peers.calls().askAll(Question.get("/ops/audit"), SaidAudit.class));
    }

    /** It changes nothing, but costs; so it too must come from one of our pages. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response run(Form form) {
        form.requireOwn(session);
        peers.calls().askAll(Question.post("/ops/audit:run", null).within(LONGEST_AUDIT), SaidAudit.class);
        return Address.see(Section.AUDIT.path());
    }

    private TemplateInstance page(Answers<SaidAudit> answers) {
        return Templates.audit(session.frame(Section.AUDIT), AuditView.of(answers, clock.instant()));
    }
}
