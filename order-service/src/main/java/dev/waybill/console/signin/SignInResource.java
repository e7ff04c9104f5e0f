package dev.waybill.console.signin;

import dev.waybill.console.Address;
import dev.waybill.console.Frame;
import dev.waybill.console.Section;
import dev.waybill.http.Problem;
import dev.waybill.http.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** {@code /console/sign-in}: an ops token begins a session that lasts as long as the token. */
@Path("/console")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class SignInResource {

    private final JWTParser tokens;
    private final Clock clock;

    SignInResource(JWTParser tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance signIn(Frame frame, String why, String to);
    }

    @GET
    public Response home() {
        return Address.see(Section.FLOW.path());
    }

    @GET
    @Path("sign-in")
    public TemplateInstance form(@QueryParam("why") @Nullable String why, @QueryParam("to") @Nullable String to) {
        return page(Reasons.of(why), Destination.of(to));
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signIn(
            @RestForm("token") @Nullable String token, @RestForm("to") @Nullable String to, @Context UriInfo uri) {
        JsonWebToken verified;
        try {
            verified = tokens.parse(token == null ? "" : token.strip());
        } catch (ParseException e) {
            return refused(401, Reasons.REFUSED, to);
        }
        requireOps(verified);
        if (SessionCookie.isTooLong(verified.getRawToken())) {
            return refused(422, Reasons.TOO_LONG, to);
        }
        Duration life = Duration.between(clock.instant(), Instant.ofEpochSecond(verified.getExpirationTime()));
        boolean secure = "https".equals(uri.getRequestUri().getScheme());
        return Response.seeOther(URI.create(Destination.of(to)))
                .header(HttpHeaders.SET_COOKIE, SessionCookie.of(verified.getRawToken(), life, secure))
                .build();
    }

    @POST
    @Path("sign-out")
    public Response signOut() {
        return Response.seeOther(URI.create("/console/sign-in?why=out"))
                .header(HttpHeaders.SET_COOKIE, SessionCookie.none())
                .build();
    }

    private static Response refused(int status, String why, @Nullable String to) {
        return Response.status(status)
                .entity(page(why, Destination.of(to)).render())
                .build();
    }

    private static void requireOps(JsonWebToken token) {
        if (token.getGroups() == null || !token.getGroups().contains(Role.OPS_ROLE)) {
            throw Problem.of(403, "forbidden", "Not allowed", "The console is for tokens with the role ops.")
                    .toException();
        }
    }

    private static TemplateInstance page(String why, String to) {
        return Templates.signIn(Frame.ofStranger("Sign in"), why, to);
    }
}
