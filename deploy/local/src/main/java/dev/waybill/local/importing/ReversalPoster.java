package dev.waybill.local.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.local.http.HttpCalls;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for the cancels and returns of one order after the other, and stays with each until it is done. */
final class ReversalPoster {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Confirmed once, and cancelled since: by an import of the same file, whose requests are only repeated now. */
    private static final Set<String> WAS_TAKEN = Set.of("CONFIRMED", "CANCELLED");

    private final HttpCalls orders;
    private final PersistentCalls persistent;

    ReversalPoster(HttpCalls orders) {
        this.orders = orders;
        this.persistent = new PersistentCalls(orders);
    }

    /**
     * Leaves the others of the order alone after one that failed, since a cancel would take its units too.
     *
     * @param order null if it was not decided
     */
    void post(List<Reversal> ofOneOrder, Outcome.@Nullable Decided order, Consumer<ReversalOutcome> each)
            throws InterruptedException {
        if (order == null || !WAS_TAKEN.contains(order.state())) {
            ofOneOrder.forEach(
                    reversal -> each.accept(new ReversalOutcome.Failed(reversal, Refusal.ORDER_NOT_CONFIRMED, "")));
            return;
        }
        Refusal failed = null;
        for (Reversal reversal : ofOneOrder) {
            ReversalOutcome outcome = failed == null
                    ? post(reversal, "/v1/orders/" + order.id())
                    : new ReversalOutcome.Failed(reversal, failed, "");
            failed = outcome instanceof ReversalOutcome.Failed failure ? failure.reason() : null;
            each.accept(outcome);
        }
    }

    private ReversalOutcome post(Reversal reversal, String order) throws InterruptedException {
        Answer answer = persistent.ask(request(reversal, order), each -> each.accepts() || each.refuses());
        if (answer.accepts()) {
            answer = persistent.ask(
                    orders.to(answer.location(), TIMEOUT).GET().build(), each -> isDone(each) || each.refuses());
        }
        if (isDone(answer)) {
            return new ReversalOutcome.Done(
                    reversal, units(answer), answer.body().path("refund").asLong());
        }
        return answer.refuses()
                ? new ReversalOutcome.Failed(reversal, Refusal.NOT_TAKEN_BACK, answer.problem())
                : new ReversalOutcome.Failed(reversal, Refusal.NO_ANSWER, answer.words());
    }

    private HttpRequest request(Reversal reversal, String order) {
        ObjectNode body = JSON.createObjectNode().put("note", "invoice " + reversal.credit());
        HttpRequest.Builder request =
                switch (reversal.how()) {
                    case CANCEL -> orders.to(order + "/cancel", TIMEOUT);
                    case RETURN -> {
                        lines(reversal, body.putArray("lines"));
                        yield orders.to(order + "/returns", TIMEOUT).header("Idempotency-Key", reversal.key());
                    }
                };
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static void lines(Reversal reversal, ArrayNode lines) {
        reversal.units()
                .forEach((line, quantity) -> lines.addObject().put("line", line).put("quantity", quantity));
    }

    private static boolean isDone(Answer answer) {
        return answer.body().path("progress").asText().equals("DONE");
    }

    private static long units(Answer answer) {
        long units = 0;
        for (var line : answer.body().path("lines")) {
            units += line.path("quantity").asLong();
        }
        return units;
    }
}
