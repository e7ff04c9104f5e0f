package dev.waybill.local.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.http.Problems;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Set;

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

    private final HttpCalls orders;
    private final PersistentCalls persistent;

    OrderPoster(HttpCalls orders) {
        this.orders = orders;
        this.persistent = new PersistentCalls(orders);
    }

    /** Posts, and posts again while the answer is not final: the same key is answered with the same order. */
    Outcome post(Invoice invoice) throws InterruptedException {
        long begun = System.nanoTime();
        Answer answer = persistent.ask(
                request(invoice), each -> isDecided(each) || (isRefusal(each) && !Problems.namesAProduct(each.body())));
        if (isDecided(answer)) {
            return new Outcome.Decided(
                    invoice,
                    answer.body().path("id").asText(),
                    answer.body().path("state").asText(),
                    answer.body().path("reason").asText(""),
                    Duration.ofNanos(System.nanoTime() - begun));
        }
        return isRefusal(answer)
                ? new Outcome.Refused(invoice, answer.problem())
                : new Outcome.Unanswered(invoice, answer.words());
    }

    private HttpRequest request(Invoice invoice) {
        return orders.to("/v1/orders", Duration.ofSeconds(WAIT_SECONDS + 10))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "invoice-" + invoice.number())
                .header("Prefer", "wait=" + WAIT_SECONDS)
                .POST(BodyPublishers.ofByteArray(json(invoice)))
                .build();
    }

    private static byte[] json(Invoice invoice) {
        try {
            return JSON.writeValueAsBytes(OrderRequest.of(invoice));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isDecided(Answer answer) {
        return FINAL.contains(answer.body().path("state").asText());
    }

    /** 409 says that the same key is being worked on: that is asked again. */
    private static boolean isRefusal(Answer answer) {
        return answer.refuses() && answer.status() != 409;
    }
}
