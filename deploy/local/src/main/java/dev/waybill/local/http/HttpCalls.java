package dev.waybill.local.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A caller of one service with one token. */
public final class HttpCalls {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String baseUrl;
    private final String token;

    public HttpCalls(String baseUrl, String token) {
        this.baseUrl = baseUrl;
        this.token = token;
    }

    /** Whether {@code url} answers 200; for questions of health, which need no token. */
    public static boolean isOk(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(3))
                .build();
        return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    /** Posts lines of JSON and returns the lines of the answer's body. */
    public HttpResponse<String> postLines(String path, String lines) throws IOException, InterruptedException {
        HttpRequest request = to(path, Duration.ofMinutes(5))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    /** A request to a path of this service; the caller adds method and headers. */
    public HttpRequest.Builder to(String path, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
