package dev.waybill.local.ops.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that can be put to any service.
 *
 * @param path with its query, encoded
 * @param body null for none
 */
public record Question(String method, String path, @Nullable JsonNode body, Duration patience) {
    private static final Duration SHORT = Duration.ofSeconds(20);

    /** A plan, a discard or an audit may be about very many. */
    private static final Duration LONG = Duration.ofMinutes(5);

    public static Question get(String path) {
        return new Question("GET", path, null, SHORT);
    }

    public static Question post(String path, JsonNode body) {
        return new Question("POST", path, body, LONG);
    }

    /** One that says all in its path. */
    public static Question post(String path) {
        return new Question("POST", path, null, LONG);
    }

    public static Question put(String path, JsonNode body) {
        return new Question("PUT", path, body, SHORT);
    }

    public static Question delete(String path) {
        return new Question("DELETE", path, null, SHORT);
    }

    BodyPublisher publisher() {
        return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    }
}
