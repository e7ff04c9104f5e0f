package dev.waybill.console;

import dev.waybill.console.signin.SessionCookie;
import dev.waybill.http.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Turns every {@link Problem} of the console into what a person can read: a page, a part of one, or the way to sign in. */
public class ProblemPages {

    private static final int UNAUTHORIZED = 401;
    private static final int SEE_OTHER = 303;

    /** The script asks for parts of pages, and says so. */
    private static final String SCRIPT = "HX-Request";

    private static final String GO_ELSEWHERE = "HX-Redirect";

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance problem(Frame frame, Problem problem);

        static native TemplateInstance problemNote(Problem problem);
    }

    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem
                && Gate.isConsole(request.getUriInfo().getPath())) {
            if (problem.status() == UNAUTHORIZED) {
                askToSignIn(request, response);
            } else {
                write(request, response, problem);
            }
        }
    }

    private static void askToSignIn(ContainerRequestContext request, ContainerResponseContext response) {
        boolean script = request.getHeaderString(SCRIPT) != null;
        boolean hadToken = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
        URI signIn = signIn(request.getUriInfo(), request.getMethod(), hadToken);
        response.setEntity(null);
        response.setStatus(script ? 200 : SEE_OTHER);
        response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
        response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        response.getHeaders().putSingle(script ? GO_ELSEWHERE : HttpHeaders.LOCATION, signIn.toString());
        if (hadToken) {
            response.getHeaders().putSingle(HttpHeaders.SET_COOKIE, SessionCookie.none());
        }
    }

    /** With the way back, if there is one that can be gone by a link. */
    private static URI signIn(UriInfo uri, String method, boolean hadToken) {
        String back = method.equals("GET") ? uri.getRequestUri().getRawPath() : Section.FLOW.path();
        String query = uri.getRequestUri().getRawQuery();
        String full = query == null || !method.equals("GET") ? back : back + "?" + query;
        return URI.create("/console/sign-in?%sto=%s".formatted(why(full, hadToken), Address.encoded(full)));
    }

    /** Who comes in by the front door has done nothing that needs a reason. */
    private static String why(String wanted, boolean hadToken) {
        if (hadToken) {
            return "why=ended&";
        }
        return wanted.equals(Section.FLOW.path()) ? "" : "why=missing&";
    }

    private static void write(ContainerRequestContext request, ContainerResponseContext response, Problem problem) {
        boolean script = request.getHeaderString(SCRIPT) != null;
        TemplateInstance template =
                script ? Templates.problemNote(problem) : Templates.problem(Frame.ofStranger(problem.title()), problem);
        response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        response.setEntity(template.render(), new Annotation[0], MediaType.TEXT_HTML_TYPE);
    }
}
