package dev.waybill.benchmark.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.benchmark.shop.Shop.OrderView;
import dev.waybill.benchmark.shop.Shop.Placed;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A shop over HTTP, with the bodies and headers of Waybill's own API where both have a path.
 *
 * <p>{@code POST /v1/orders}, {@code GET /v1/orders/ID}, {@code GET /open}, {@code POST /stock}, {@code GET /ready}. Errors
 * are 404, 422 and 500 with a plain sentence.
 *
 * <p>Tuned: an event loop reads and writes, and each request that touches a database runs on a virtual thread.
 */
public final class ShopServer implements AutoCloseable {
    private static final String ORDERS = "/v1/orders";
    private static final String WAIT = "wait=";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Shop shop;
    private final Prices prices = new Prices();
    private final HttpServer server;

    private ShopServer(int port, Shop shop) {
        this.shop = shop;
        this.server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> receive(request, body)))
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Opens the port, any free one if it is 0; whatever the shop needs must be there by now. */
    public static ShopServer open(int port, Shop shop) {
        return new ShopServer(port, shop);
    }

    public int port() {
        return server.actualPort();
    }

    /** Status and body of an answer. */
    private record Answer(int status, Object body) {}

    private void receive(HttpServerRequest request, Buffer body) {
        Context context = vertx.getOrCreateContext();
        threads.execute(() -> {
            Answer answer = answer(request, body);
            Buffer bytes = Buffer.buffer(json(answer.body()));
            // From the request's own event loop, which saves the lock that other threads would need.
            context.runOnContext(any -> request.response()
                    .setStatusCode(answer.status())
                    .putHeader("Content-Type", "application/json")
                    .end(bytes));
        });
    }

    private Answer answer(HttpServerRequest request, Buffer body) {
        try {
            return route(request, body.getBytes());
        } catch (IllegalArgumentException | IOException | Shop.KeyReusedException e) {
            return new Answer(422, Map.of("detail", String.valueOf(e.getMessage())));
        } catch (SQLException | RuntimeException e) {
            return new Answer(500, Map.of("detail", e.toString()));
        }
    }

    private Answer route(HttpServerRequest request, byte[] body) throws IOException, SQLException {
        String call = request.method() + " " + request.path();
        return switch (call) {
            case "POST " + ORDERS -> place(request, body);
            case "POST /stock" -> putOnSale(List.of(JSON.readValue(body, Goods[].class)));
            case "GET /open" -> new Answer(200, Map.of("open", shop.open()));
            case "GET /ready" -> new Answer(200, Map.of("status", "UP"));
            default -> call.startsWith("GET " + ORDERS + "/") ? find(request.path()) : missing();
        };
    }

    private Answer place(HttpServerRequest request, byte[] body) throws IOException, SQLException {
        Placed placed = shop.place(priced(body, request.getHeader("Idempotency-Key")));
        OrderView seen = await(placed, request.getHeader("Prefer"));
        return new Answer(seen.isDecided() ? 200 : 202, seen);
    }

    private NewOrder priced(byte[] body, @Nullable String key) throws IOException {
        PlaceOrder request = JSON.readValue(body, PlaceOrder.class);
        List<PricedLine> lines = prices.price(request.lines());
        long total = lines.stream().mapToLong(PricedLine::amount).sum();
        return new NewOrder(TimeOrderedId.next(), request, lines, total, key, fingerprint(body));
    }

    private static OrderView await(Placed placed, @Nullable String prefer) {
        OrderView undecided = new OrderView(placed.id(), "PROCESSING", null);
        if (prefer == null || !prefer.startsWith(WAIT)) {
            return undecided;
        }
        try {
            return placed.decision().get(Long.parseLong(prefer.substring(WAIT.length())), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return undecided;
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer find(String path) throws SQLException {
        Optional<OrderView> found = shop.find(UUID.fromString(path.substring(ORDERS.length() + 1)));
        return found.map(order -> new Answer(200, order)).orElseGet(ShopServer::missing);
    }

    private Answer putOnSale(List<Goods> goods) throws SQLException {
        shop.putOnSale(goods);
        prices.put(goods);
        return new Answer(200, Map.of("goods", goods.size()));
    }

    private static Answer missing() {
        return new Answer(404, Map.of("detail", "nothing is here"));
    }

    private static byte[] fingerprint(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] json(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        threads.shutdownNow();
        shop.close();
    }
}
