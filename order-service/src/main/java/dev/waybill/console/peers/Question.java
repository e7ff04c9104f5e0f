package dev.waybill.console.peers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that can be made to any of the services.
 *
 * @param path with its query, from the root
 * @param body written as JSON; null for none
 * @param patience how long the answer may take
 */
public record Question(String method, String path, @Nullable Object body, Duration patience) {

    private static final Duration USUAL = Duration.ofSeconds(8);

    public static Question get(String path) {
        return new Question("GET", path, null, USUAL);
    }

    public static Question post(String path, @Nullable Object body) {
        return new Question("POST", path, body, USUAL);
    }

    public static Question put(String path, Object body) {
        return new Question("PUT", path, body, USUAL);
    }

    public Question within(Duration other) {
        return new Question(method, path, body, other);
    }
}
