package dev.waybill.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** What a service said, and how long it thought. */
record Answer(int status, JsonNode body, Optional<String> retryAfter, Duration took) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(HttpResponse<String> response, long begunNanos) throws IOException {
        JsonNode body = response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
        return new Answer(
                response.statusCode(),
                body,
                response.headers().firstValue("Retry-After"),
                Duration.ofNanos(System.nanoTime() - begunNanos));
    }

    boolean taken() {
        return status == 200 || status == 202;
    }

    String id() {
        return body.path("id").asText();
    }

    String state() {
        return body.path("state").asText();
    }

    String reason() {
        return body.path("reason").asText();
    }
}
