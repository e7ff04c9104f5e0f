package dev.waybill.orders.placing;

import dev.waybill.http.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/**
 * While no shard can take an order soon, orders are turned away before anybody looks at them: under overload a refusal that
 * is read, authenticated and priced costs the time that accepted orders need.
 */
public class Door {

    /** Ahead of authentication, which is at 200. */
    private static final int PRIORITY = 300;

    private static final String ORDERS = "/v1/orders";
    private static final Buffer TOO_BUSY = Json.encodeToBuffer(Problem.overloaded());

    void register(@Observes Filters filters, OrderIntake intake) {
        filters.register(request -> pass(request, intake), PRIORITY);
    }

    private static void pass(RoutingContext context, OrderIntake intake) {
        HttpServerRequest request = context.request();
        if (request.method().equals(HttpMethod.POST) && ORDERS.equals(request.path()) && intake.isOverloaded()) {
            turnAway(request);
        } else {
            context.next();
        }
    }

    /** What it has sent is read and forgotten, so that its connection can be used again. */
    private static void turnAway(HttpServerRequest request) {
        request.resume();
        request.response()
                .setStatusCode(Problem.overloaded().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS)
                .end(TOO_BUSY);
    }
}
