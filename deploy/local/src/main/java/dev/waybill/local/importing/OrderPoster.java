package dev.waybill.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.http.Problems;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Places one invoice and stays with it until it is decided.
 *
 * <p>The invoice's number is the idempotency key: asking again after a lost answer, or a day later with
 * the same file, makes no second order.
 */
final class OrderPoster {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FINAL = Set.of("CONFIRMED", "REJECTED", "CANCELLED");
    private static final int WAIT_SECONDS = 20;
    private static final int ATTEMPTS = 12;

    private final HttpCalls orders;

    OrderPoster(HttpCalls orders) {
        this.orders = orders;
    }

    /** Posts, and posts again while the answer is not final: the same key is answered with the same order. */
    Outcome post(Invoice invoice) throws InterruptedException {
        long begun = System.nanoTime();
        String last = "no attempt was made";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                HttpResponse<String> answer = orders.send(request(invoice));
                JsonNode body = json(answer);
                if (FINAL.contains(body.path("state").asText())) {
                    return decided(invoice, body, begun);
                }
                boolean newsOnItsWay = Problems.namesAProduct(body) && attempt < ATTEMPTS - 1;
                if (isRefusal(answer.statusCode()) && !newsOnItsWay) {
                    return new Outcome.Refused(invoice, Problems.label(answer.statusCode(), body));
                }
                last = answer.statusCode() + " "
                        + body.path("state").asText(body.path("title").asText());
                pauseUnlessAccepted(answer.statusCode(), attempt);
            } catch (IOException e) {
                last = e instanceof HttpTimeoutException ? "no answer in time" : "no connection";
                pauseUnlessAccepted(0, attempt);
            }
        }
        return new Outcome.Unanswered(invoice, last);
    }

    private HttpRequest request(Invoice invoice) throws IOException {
        return orders.to("/v1/orders", Duration.ofSeconds(WAIT_SECONDS + 10))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "invoice-" + invoice.number())
                .header("Prefer", "wait=" + WAIT_SECONDS)
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(OrderRequest.of(invoice))))
                .build();
    }

    private static Outcome decided(Invoice invoice, JsonNode order, long begun) {
        return new Outcome.Decided(
                invoice,
                order.path("state").asText(),
                order.path("reason").asText(""),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    /** 409 says that the same key is being worked on, 429 that we are too fast: both are asked again. */
    private static boolean isRefusal(int status) {
        return status >= 400 && status < 500 && status != 408 && status != 409 && status != 429;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException noJson) {
            return JSON.createObjectNode();
        }
    }

    /** An accepted order was already waited for by the service; after an outage we wait ourselves, ever longer. */
    private static void pauseUnlessAccepted(int status, int attempt) throws InterruptedException {
        if (status / 100 != 2) {
            TimeUnit.MILLISECONDS.sleep(Math.min(5_000, 200L << Math.min(attempt, 5)));
        }
    }
}
