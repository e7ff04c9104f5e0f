package dev.waybill.console;

import dev.waybill.console.signin.SessionCookie;
import dev.waybill.http.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * What every request for the console passes first, before security: the browser is told what its pages may do, which is
 * little; the session's cookie becomes the bearer token that everything else knows; and what another site has sent is refused.
 */
public class Gate {

    /** Of the console's paths. The session's cookie is sent to no others. */
    public static final String PATH = "/console";

    /** No inline script or style, no other host, no frame: text in a payload can't become anything but text. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** Ahead of authentication, which is at 200. */
    private static final int PRIORITY = 300;

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    void register(@Observes Filters filters) {
        filters.register(Gate::pass, PRIORITY);
    }

    private static void pass(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!isConsole(context.normalizedPath())) {
            context.next();
            return;
        }
        restrict(context.response().headers());
        if (isForeign(request)) {
            refuse(context);
        } else {
            SessionCookie.toBearerToken(request);
            context.next();
        }
    }

    static boolean isConsole(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    private static void restrict(MultiMap headers) {
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                // Not none at all: browsers would then withhold the origin too, by which forms of ours are told from
                // others.
                .set("Referrer-Policy", "same-origin")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set(HttpHeaders.CACHE_CONTROL.toString(), "no-store");
    }

    /** By what every browser of today says of itself; the forms' own key is checked besides. */
    private static boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return !HARMLESS.contains(request.method().name())
                && site != null
                && !site.equals("same-origin")
                && !site.equals("none");
    }

    private static void refuse(RoutingContext context) {
        context.response()
                .setStatusCode(403)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end("{\"type\":\"urn:waybill:problem:foreign-site\",\"title\":\"Not from this page\",\"status\":403,"
                        + "\"detail\":\"Another site has sent this. Nothing was done.\"}");
    }
}
