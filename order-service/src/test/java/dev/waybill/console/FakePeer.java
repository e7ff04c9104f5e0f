package dev.waybill.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says what an inventory-service with dead letters would, and repeats in its next answers what it was told. What comes from
 * outside in its letters is as hostile as can be. The payment-service is away.
 */
public final class FakePeer implements QuarkusTestResourceLifecycleManager {

    static final String HOSTILE = "<script>alert(1)</script>\\\"'>{x}";
    static final String LETTER = "019ab000-0000-7000-8000-000000000001";

    private final Map<String, String> told = new ConcurrentHashMap<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        return Map.of(
                "waybill.peers.inventory-service",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "waybill.peers.payment-service",
                "http://127.0.0.1:1");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        String json = exchange.getRequestHeaders().getFirst("Authorization") == null
                ? null
                : json(exchange.getRequestMethod() + " " + path, body);
        byte[] bytes = (json == null ? "{\"title\":\"Not found\"}" : json).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(json == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String json(String request, String body) {
        if (request.startsWith("POST ") || request.startsWith("PUT ")) {
            told.put(
                    request.substring(request.lastIndexOf('/') + 1),
                    body.replace("\\", "").replace("\"", "'"));
        }
        return switch (request) {
            case "GET /ops/dead-letters/groups" -> """
                {"groups":[{"group":"g&1","causeClass":"unknown_type","message":"%s","count":12,"orders":3,
                 "topics":["%s"],"types":["%s"],"first":"2026-01-31T12:00:00Z","last":"2026-01-31T12:00:00Z"}],
                 "shardsAway":["inventory_1"]}""".formatted(HOSTILE, HOSTILE, HOSTILE);
            case "GET /ops/dead-letters" ->
                "{\"letters\":[%s],\"next\":\"more\",\"shardsAway\":[]}".formatted(letter());
            case "GET /ops/dead-letters/" + LETTER, "PUT /ops/dead-letters/" + LETTER + "/payload" -> letter();
            case "POST /ops/dead-letters/plan" -> """
                {"count":2,"verdicts":{"will_apply":1,"fenced":1},"letters":[
                 {"id":"%s","orderId":"%s","type":"%s","verdict":"will_apply","why":"%s"}]}""".formatted(LETTER, HOSTILE, HOSTILE, HOSTILE);
            case "GET /ops/dead-letters/actions" -> """
                {"actions":[{"shard":"inventory_0","at":"2026-01-31T12:00:00Z","by":"%1$s","verb":"discard",
                 "reason":"%1$s","subject":"all of status parked, group g&1","letters":3},
                 {"shard":"inventory_0","at":"2026-01-31T11:00:00Z","by":"%1$s","verb":"discard",
                 "reason":"%1$s","subject":"all of status parked, group g&1, text %1$s","letters":3}],"shardsAway":[]}""".formatted(HOSTILE);
            case "POST /ops/dead-letters/replays" -> replay(LETTER);
            case "POST /ops/dead-letters/discards" -> "{\"discarded\":2}";
            case "GET /ops/dead-letters/replays" -> "{\"replays\":[%s]}".formatted(replay(LETTER));
            case "POST /ops/dead-letters/replays/" + LETTER + "/cancel" -> replay(LETTER);
            default -> request.startsWith("GET /ops/dead-letters/replays/") ? replay(LETTER) : null;
        };
    }

    private String letter() {
        return """
                {"id":"%1$s","service":"inventory-service","shard":"inventory_0","topic":"%2$s","partition":3,"offset":812,
                 "key":"%2$s","headers":{"%2$s":"%2$s"},"payload":"%2$s","type":"%2$s","orderId":"%2$s","tenant":"%2$s",
                 "cause":{"class":"unknown_type","message":"%2$s","group":"g&1"},"role":"culprit","status":"parked",
                 "firstFailedAt":"2026-01-31T12:00:00Z","lastFailedAt":"2026-01-31T12:00:00Z","attempts":1,
                 "history":[{"at":"2026-01-31T12:00:00Z","by":"%2$s","what":"parked","reason":"%2$s","detail":"%3$s"}]}""".formatted(LETTER, HOSTILE, told.getOrDefault("payload", "") + told.getOrDefault("discards", ""));
    }

    private String replay(String id) {
        return """
                {"id":"%s","by":"%s","reason":"%s","at":"2026-01-31T12:00:00Z","status":"finished","count":2,"done":2,
                 "applied":1,"duplicate":0,"fenced":1,"failed":0,"perSecond":100,"stopAtErrorPercent":20}""".formatted(id, HOSTILE, told.getOrDefault("replays", HOSTILE));
    }
}
