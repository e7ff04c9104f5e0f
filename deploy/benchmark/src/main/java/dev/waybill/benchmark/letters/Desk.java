package dev.waybill.benchmark.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.http.HttpCalls;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One service's dead letters, as ops sees them over HTTP. */
final class Desk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LETTERS = "/ops/dead-letters";

    private final HttpCalls calls;

    Desk(String url, String token) {
        calls = new HttpCalls(url, token);
    }

    /** @throws IllegalStateException if a shard does not answer: what is not counted would be taken for nothing */
    Counted counted() {
        JsonNode told = send(calls.to(LETTERS + "/groups", PATIENCE).build());
        if (!told.path("shardsAway").isEmpty()) {
            throw new IllegalStateException("letters can't be counted on " + told.path("shardsAway"));
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        told.path("groups")
                .forEach(group -> counts.put(
                        group.path("group").asText(), group.path("count").asLong()));
        return new Counted(counts);
    }

    /** Puts the whole group away with one request; returns how many they were. */
    long discard(String group) {
        String body = """
                {"search":{"group":"%s"},"reason":"planted by the benchmark"}""".formatted(group);
        HttpRequest request = calls.to(LETTERS + "/discards", PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return send(request).path("discarded").asLong();
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = calls.send(request);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "%s answered %d: %s".formatted(request.uri(), answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
        }
    }
}
