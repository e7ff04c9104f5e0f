package dev.waybill.local.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.importing.Reversal.How;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReversalPosterTest {
    private static final Reversal RETURN = reversal("C1", How.RETURN, 7L);
    private static final Reversal CANCEL = reversal("C2", How.CANCEL, 8L);
    private static final String DONE = "{\"progress\":\"DONE\",\"lines\":[{\"line\":1,\"quantity\":2}],\"refund\":850}";

    private final Map<String, Said> says = new LinkedHashMap<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private HttpServer service;

    /** An answer, and where it says that the rest is. */
    private record Said(int status, String location, String body) {}

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void carriesOutOneAfterTheOther() throws InterruptedException {
        says.put("POST /v1/orders/o1/returns", new Said(202, "/v1/orders/o1/returns/r1", "{}"));
        says.put("GET /v1/orders/o1/returns/r1", new Said(200, "", DONE));
        says.put("POST /v1/orders/o1/cancel", new Said(200, "/v1/orders/o1/cancellation", "{}"));
        says.put("GET /v1/orders/o1/cancellation", new Said(200, "", DONE));

        assertThat(post(order("CONFIRMED")))
                .containsExactly(new ReversalOutcome.Done(RETURN, 2, 850), new ReversalOutcome.Done(CANCEL, 2, 850));
        assertThat(asked)
                .containsExactly(
                        "POST /v1/orders/o1/returns invoice-C1-of-1"
                                + " {\"note\":\"invoice C1\",\"lines\":[{\"line\":1,\"quantity\":2}]}",
                        "GET /v1/orders/o1/returns/r1",
                        "POST /v1/orders/o1/cancel {\"note\":\"invoice C2\"}",
                        "GET /v1/orders/o1/cancellation");
    }

    @Test
    void doesNotCancelWhereAReturnWasRefused() throws InterruptedException {
        says.put("POST /v1/orders/o1/returns", new Said(409, "", "{\"title\":\"No\"}"));
        assertThat(post(order("CONFIRMED")))
                .containsExactly(
                        new ReversalOutcome.Failed(RETURN, Refusal.NOT_TAKEN_BACK, "No"),
                        new ReversalOutcome.Failed(CANCEL, Refusal.NOT_TAKEN_BACK, ""));
    }

    @Test
    void asksForNothingOfAnOrderThatWasNotConfirmed() throws InterruptedException {
        assertThat(post(order("REJECTED")))
                .extracting(outcome -> ((ReversalOutcome.Failed) outcome).reason())
                .containsOnly(Refusal.ORDER_NOT_CONFIRMED);
        assertThat(post(null)).hasSize(2);
        assertThat(asked).isEmpty();
    }

    private List<ReversalOutcome> post(Outcome.@Nullable Decided order) throws InterruptedException {
        HttpCalls calls =
                new HttpCalls("http://127.0.0.1:" + service.getAddress().getPort(), "token");
        List<ReversalOutcome> outcomes = new ArrayList<>();
        new ReversalPoster(calls).post(List.of(RETURN, CANCEL), order, outcomes::add);
        return outcomes;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add((request + (key == null ? "" : " " + key) + " " + body).strip());
        Said said = says.getOrDefault(request, new Said(404, "", "{}"));
        byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", said.location());
        exchange.sendResponseHeaders(said.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Outcome.Decided order(String state) {
        Invoice invoice = new Invoice("1", 1, "17850", "GB", List.of());
        return new Outcome.Decided(invoice, "o1", state, "", Duration.ZERO);
    }

    private static Reversal reversal(String credit, How how, long row) {
        return new Reversal(credit, "1", how, new TreeMap<>(Map.of(1, 2)), Set.of(row));
    }
}
