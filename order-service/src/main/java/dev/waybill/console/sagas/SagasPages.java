package dev.waybill.console.sagas;

import dev.waybill.checkout.Definitions;
import dev.waybill.console.Address;
import dev.waybill.console.Confirmation;
import dev.waybill.console.ConfirmationPage;
import dev.waybill.console.Form;
import dev.waybill.console.Frame;
import dev.waybill.console.Section;
import dev.waybill.console.Session;
import dev.waybill.http.Role;
import dev.waybill.ops.OpsRequest;
import dev.waybill.ops.OpsRequest.Wish;
import dev.waybill.ops.inspecting.SagaDetails;
import dev.waybill.ops.inspecting.SagasResource;
import dev.waybill.ops.intervening.Interventions;
import dev.waybill.ops.intervening.Interventions.Intervention;
import dev.waybill.ops.intervening.Verb;
import dev.waybill.ops.pausing.PausesResource;
import dev.waybill.ops.sagas.StoredSagas.Listing;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** {@code /console/sagas}: those that are open, and what ops can do to them, each after a question and with a reason. */
@Path("/console/sagas")
@RolesAllowed(Role.OPS_ROLE)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class SagasPages {

    private static final String PAGE_SIZE = "50";

    private final Session session;
    private final SagasResource sagas;
    private final SagaDetails details;
    private final Interventions interventions;
    private final PausesResource pauses;
    private final Clock clock;

    SagasPages(
            Session session,
            SagasResource sagas,
            SagaDetails details,
            Interventions interventions,
            PausesResource pauses,
            Clock clock) {
        this.session = session;
        this.sagas = sagas;
        this.details = details;
        this.interventions = interventions;
        this.pauses = pauses;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance sagas(Frame frame, SagasView view);

        static native TemplateInstance saga(Frame frame, SagaPage saga);
    }

    @GET
    public TemplateInstance list(
            @QueryParam("standing") @Nullable String standing, @QueryParam("cursor") @Nullable String cursor) {
        Listing listing = OpsRequest.oneOf(Listing.class, "standing", standing, Listing.OPEN);
        SagasView view = SagasView.of(
                listing, sagas.list(standing, null, PAGE_SIZE, cursor), pauses.list(), definitions(), clock.instant());
        return Templates.sagas(session.frame(Section.SAGAS), view);
    }

    @GET
    @Path("{id}")
    public TemplateInstance saga(@PathParam("id") String id) {
        SagaPage saga = SagaPage.of(details.find(OpsRequest.id("saga", id)), clock.instant());
        return Templates.saga(session.frame(Section.SAGAS, "Saga " + id), saga);
    }

    @GET
    @Path("{id}/{verb}")
    public TemplateInstance ask(@PathParam("id") String id, @PathParam("verb") String verb) {
        UUID saga = OpsRequest.id("saga", id);
        Verb wanted = verb(verb);
        Deed deed = Deed.of(wanted);
        String page = "/console/sagas/" + saga;
        Confirmation question = Confirmation.of(
                "%s the saga %s?".formatted(deed.label(), saga),
                deed.effect(),
                deed.label(),
                deed.destructive(),
                page + "/" + wanted.lower(),
                page);
        return confirm(
                wanted == Verb.SKIP ? question.choosing("step", SagaPage.openSteps(details.find(saga))) : question);
    }

    @POST
    @Path("{id}/{verb}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response make(
            @PathParam("id") String id,
            @PathParam("verb") String verb,
            Form form,
            @RestForm("step") @Nullable String step) {
        form.requireOwn(session);
        UUID saga = OpsRequest.id("saga", id);
        Verb wanted = verb(verb);
        String why = form.reason();
        if (wanted == Verb.SKIP && (step == null || step.isBlank())) {
            throw OpsRequest.wrong("/step", "must say which step is skipped");
        }
        interventions.make(new Intervention(saga, wanted, new Wish(why, step), session.who()));
        return Address.see("/console/sagas/" + saga);
    }

    @GET
    @Path("all/{definition}/{verb}")
    public TemplateInstance askAll(@PathParam("definition") String definition, @PathParam("verb") String verb) {
        boolean pause = isPause(verb);
        String which = known(definition).equals("all") ? "all sagas" : "all sagas of " + definition;
        return confirm(Confirmation.of(
                "%s %s?".formatted(pause ? "Pause" : "Resume", which),
                pause
                        ? "Orders are still taken in and answers recorded, and stock stays reserved; nobody is asked for"
                                + " anything, so no order is decided until they are resumed."
                        : "They go on; what is open is sent again within a second or so.",
                pause ? "Pause" : "Resume",
                pause,
                "/console/sagas/all/%s/%s".formatted(definition, verb),
                "/console/sagas"));
    }

    @POST
    @Path("all/{definition}/{verb}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response makeAll(@PathParam("definition") String definition, @PathParam("verb") String verb, Form form) {
        form.requireOwn(session);
        String why = form.reason();
        if (isPause(verb)) {
            pauses.stop(known(definition), why);
        } else {
            pauses.resume(known(definition), why);
        }
        return Address.see("/console/sagas?standing=paused");
    }

    private TemplateInstance confirm(Confirmation question) {
        return ConfirmationPage.of(session, Section.SAGAS, question);
    }

    private static List<String> definitions() {
        return Stream.concat(
                        Stream.of("all"),
                        Definitions.all().stream()
                                .map(each -> each.name())
                                .distinct()
                                .sorted())
                .toList();
    }

    /** Into a path it goes only if it is one of these. */
    private static String known(String definition) {
        return definitions().stream()
                .filter(definition::equals)
                .findFirst()
                .orElseThrow(() -> OpsRequest.unknown("definition", definition));
    }

    private static boolean isPause(String verb) {
        return switch (verb) {
            case "pause" -> true;
            case "resume" -> false;
            default -> throw Address.unknown(verb);
        };
    }

    private static Verb verb(String verb) {
        return Arrays.stream(Verb.values())
                .filter(each -> each.lower().equals(verb))
                .findFirst()
                .orElseThrow(() -> Address.unknown(verb));
    }
}
