package dev.waybill.console.letters;

import dev.waybill.console.Address;
import dev.waybill.console.ConfirmationPage;
import dev.waybill.console.Form;
import dev.waybill.console.Frame;
import dev.waybill.console.Section;
import dev.waybill.console.Session;
import dev.waybill.console.letters.Said.Groups;
import dev.waybill.console.peers.Answers;
import dev.waybill.console.peers.Peers;
import dev.waybill.http.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** {@code /console/dead-letters}: by their causes, one by one, and what can be done with them but for replays. */
@Path("/console/dead-letters")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class LettersPages {

    private final Session session;
    private final Peers peers;
    private final Clock clock;

    LettersPages(Session session, Peers peers, Clock clock) {
        this.session = session;
        this.peers = peers;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance groups(Frame frame, GroupsView view, ActionsView actions);

        static native TemplateInstance letters(Frame frame, LettersView view);

        static native TemplateInstance letter(Frame frame, LetterPage letter);

        static native TemplateInstance edit(Frame frame, LetterPage letter);

        static native TemplateInstance lettersOfOrder(LettersView view);

        static native TemplateInstance lettersWaiting(WaitingView view);
    }

    @GET
    public TemplateInstance groups(@Context UriInfo uri) {
        Letters letters = letters();
        Filter filter = Query.filter(uri.getQueryParameters());
        Answers<Groups> groups = letters.groups(filter);
        GroupsView view = GroupsView.of(filter, groups, letters.replays(), clock.instant());
        return Templates.groups(session.frame(Section.DEAD_LETTERS), view, ActionsView.of(letters.actions(), groups));
    }

    /** A part of the page Flow. */
    @GET
    @Path("waiting")
    public TemplateInstance waiting() {
        Filter all = new Filter(Map.of());
        return Templates.lettersWaiting(WaitingView.of(letters().groups(all)));
    }

    /** A part of an order's page. */
    @GET
    @Path("of/{order}")
    public TemplateInstance ofOrder(@PathParam("order") String order) {
        Filter filter = Filter.of(Map.of("orderId", order)::get);
        return Templates.lettersOfOrder(LettersView.of(filter, letters().list(filter, Map.of()), clock.instant()));
    }

    @GET
    @Path("letters")
    public TemplateInstance list(@Context UriInfo uri) {
        Filter filter = Query.filter(uri.getQueryParameters());
        LettersView view = LettersView.of(
                filter, letters().list(filter, Query.cursors(uri.getQueryParameters())), clock.instant());
        return Templates.letters(session.frame(Section.DEAD_LETTERS), view);
    }

    @GET
    @Path("letters/{service}/{id}")
    public TemplateInstance letter(@PathParam("service") String service, @PathParam("id") String id) {
        LetterPage letter = LetterPage.of(letters().find(service, LetterId.of(id)));
        return Templates.letter(session.frame(Section.DEAD_LETTERS, "Dead letter " + letter.id()), letter);
    }

    @GET
    @Path("letters/{service}/{id}/edit")
    public TemplateInstance edit(@PathParam("service") String service, @PathParam("id") String id) {
        LetterPage letter = LetterPage.of(letters().find(service, LetterId.of(id)));
        return Templates.edit(session.frame(Section.DEAD_LETTERS, "Edit a dead letter"), letter);
    }

    @POST
    @Path("letters/{service}/{id}/edit")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(
            @PathParam("service") String service,
            @PathParam("id") String id,
            Form form,
            @RestForm("payload") @Nullable String payload) {
        form.requireOwn(session);
        UUID letter = LetterId.of(id);
        letters().edit(service, letter, payload == null ? "" : payload, form.reason());
        return Address.see("/console/dead-letters/letters/%s/%s".formatted(Address.encoded(service), letter));
    }

    @GET
    @Path("discard")
    public TemplateInstance askToDiscard(@Context UriInfo uri) {
        return askToDiscard(Query.selection(uri.getQueryParameters()));
    }

    /** The same of letters that were chosen by name: too many for an address. It asks, and does nothing. */
    @POST
    @Path("discard/ask")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public TemplateInstance askToDiscardChosen(
            @Context UriInfo uri, Form form, @RestForm("chosen") List<String> chosen) {
        form.requireOwn(session);
        return askToDiscard(Query.selection(uri.getQueryParameters(), chosen));
    }

    private TemplateInstance askToDiscard(Selection selection) {
        Selection asked = selection.until(clock.instant());
        DiscardView view = asked.isSearch() ? counted(asked) : DiscardView.of(asked);
        return ConfirmationPage.of(session, Section.DEAD_LETTERS, view.question());
    }

    private DiscardView counted(Selection search) {
        return DiscardView.of(search, Counted.of(search.filter(), letters().groups(search.filter())));
    }

    @POST
    @Path("discard")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response discard(
            @Context UriInfo uri,
            Form form,
            @RestForm("chosen") List<String> chosen,
            @RestForm("service") List<String> services) {
        form.requireOwn(session);
        Selection selection = Query.selection(uri.getQueryParameters(), chosen);
        letters().discard(selection, services, form.reason());
        return Address.see(Section.DEAD_LETTERS.path());
    }

    private Letters letters() {
        return new Letters(peers.calls());
    }
}
