package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.stack.ServiceKind;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What ops does to order-service's dead letters over HTTP. */
final class DeadLetterDesk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LETTERS = "/ops/dead-letters";
    private static final int MOST = 500;

    private final Shop shop;

    DeadLetterDesk(Shop shop) {
        this.shop = shop;
    }

    /** A letter that is at fault itself. */
    record Culprit(String id, String order) {}

    /** Those of these orders whose cause is told with such a word; there are {@value #MOST} at most. */
    List<Culprit> culprits(Collection<String> orders, String word) {
        Set<String> wanted = Set.copyOf(orders);
        JsonNode found = shop.get(ServiceKind.ORDERS, LETTERS + "?limit=" + MOST + "&text=" + word)
                .body();
        return StreamSupport.stream(found.path("letters").spliterator(), false)
                .map(letter -> new Culprit(
                        letter.path("id").asText(), letter.path("orderId").asText()))
                .filter(letter -> wanted.contains(letter.order()))
                .toList();
    }

    void mend(Culprit letter, String payload) {
        Map<String, ?> body = Map.of("payload", payload, "reason", "the last brace was missing");
        assertThat(send("PUT", "/" + letter.id() + "/payload", body).statusCode())
                .isEqualTo(200);
    }

    /** Begins a replay of these and of what waits behind them; returns its id. */
    String replay(List<Culprit> letters, int perSecond) {
        List<String> ids = letters.stream().map(Culprit::id).toList();
        String replay = UUID.randomUUID().toString();
        Map<String, ?> body = Map.of("id", replay, "ids", ids, "reason", "mended", "perSecond", perSecond);
        assertThat(send("POST", "/replays", body).statusCode()).isEqualTo(202);
        return replay;
    }

    Progress progress(String replay) {
        JsonNode told =
                shop.get(ServiceKind.ORDERS, LETTERS + "/replays/" + replay).body();
        return new Progress(
                told.path("status").asText(),
                told.path("count").asLong(),
                told.path("done").asLong(),
                told.path("applied").asLong(),
                told.path("failed").asLong());
    }

    record Progress(String status, long count, long done, long applied, long failed) {}

    private HttpResponse<String> send(String method, String path, Map<String, ?> body) {
        HttpCalls calls = shop.calls(ServiceKind.ORDERS);
        try {
            return calls.send(calls.to(LETTERS + path, Duration.ofSeconds(30))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json(body)))
                    .build());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    private static String json(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
