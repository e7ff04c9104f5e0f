package dev.waybill.http;

import dev.waybill.http.lines.LinePipe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * A body is read whole, and so must be small; but a batch is streamed, and may be of any size. Quarkus knows one limit for
 * all, so that is set high, and this sets the low one.
 */
public class BodyLimit {

    private static final long LARGEST = 16L * 1024 * 1024;

    /** After Quarkus has set its own. */
    private static final int PRIORITY = 1;

    void register(@Observes Filters filters) {
        filters.register(BodyLimit::check, PRIORITY);
    }

    private static void check(RoutingContext request) {
        if (isStreamed(request)) {
            request.next();
        } else if (declaredLength(request) > LARGEST) {
            refuse(request.request());
        } else {
            // For a body that does not say how long it is: enforced while it is read.
            request.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, LARGEST);
            request.next();
        }
    }

    /** Nothing else takes this type, so what is of it and no batch is refused unread. */
    private static boolean isStreamed(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return request.normalizedPath().endsWith(":batch") && type != null && type.startsWith(LinePipe.MEDIA_TYPE);
    }

    /** Quarkus has checked that it is a number. */
    private static long declaredLength(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private static void refuse(HttpServerRequest request) {
        request.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end("{\"type\":\"urn:waybill:problem:too-large\",\"title\":\"Too large\",\"status\":413,"
                        + "\"detail\":\"A body has at most %d bytes.\"}".formatted(LARGEST))
                .onComplete(sent -> request.connection().close());
    }
}
