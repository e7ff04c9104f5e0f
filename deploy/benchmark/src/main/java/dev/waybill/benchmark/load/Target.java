package dev.waybill.benchmark.load;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A service, as customers reach it.
 *
 * @param token for the {@code Authorization} header; null where nobody asks for one
 */
public record Target(String host, int port, @Nullable String token) {

    public static Target of(String url, @Nullable String token) {
        URI address = URI.create(url);
        return new Target(address.getHost(), address.getPort(), token);
    }

    /** A whole order, as bytes on the wire. */
    Buffer order(String body, String key, int waitSeconds) {
        StringBuilder request = head("POST", "/v1/orders");
        request.append("Content-Type: application/json\r\nIdempotency-Key: ").append(key);
        if (waitSeconds > 0) {
            request.append("\r\nPrefer: wait=").append(waitSeconds);
        }
        // The bodies are ASCII: as many bytes as characters.
        request.append("\r\nContent-Length: ").append(body.length()).append("\r\n\r\n");
        return Buffer.buffer(request.append(body).toString(), "ISO-8859-1");
    }

    /** A read of one order. */
    Buffer read(String order) {
        return Buffer.buffer(head("GET", "/v1/orders/" + order).append("\r\n").toString(), "ISO-8859-1");
    }

    private StringBuilder head(String method, String path) {
        StringBuilder head = new StringBuilder(1_024);
        head.append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host);
        if (token != null) {
            head.append("\r\nAuthorization: Bearer ").append(token);
        }
        return head.append("\r\n");
    }
}
