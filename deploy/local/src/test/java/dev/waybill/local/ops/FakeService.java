package dev.waybill.local.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Says what it was told to say, and remembers what it was asked. */
final class FakeService implements AutoCloseable {
    private final Map<String, Said> says = new LinkedHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private record Said(int status, String body) {}

    FakeService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param request such as {@code GET /ops/audit}; where a search ends at a time, that is {@code to=NOW} */
    FakeService says(String request, int status, String body) {
        says.put(request, new Said(status, body));
        return this;
    }

    FakeService says(String request, String body) {
        return says(request, 200, body);
    }

    /** Requests as {@code GET /path?query}, with a body behind a blank if there was one. */
    List<String> asked() {
        return asked;
    }

    private static String timeless(String request) {
        return request.replaceAll("\\bto=[^&]*", "to=NOW");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add((request + " " + body).strip());
            Said said = says.getOrDefault(
                    timeless(request), new Said(404, "{\"title\":\"Not found\",\"detail\":\"Not here.\"}"));
            byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
