package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.demo.Warehouse;
import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.keys.Caller;
import dev.waybill.local.stack.Service;
import dev.waybill.local.stack.ServiceKind;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A tenant with products and customers of its own, seen through the services' HTTP interfaces. */
final class Shop {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String UNHEARD_OF = "never-sold";

    private final RunningSystem system;
    private final String tenant;
    private final String token;

    Shop(RunningSystem system, String tenant) {
        this.system = system;
        this.tenant = tenant;
        this.token = system.stack().token(new Caller("test", tenant, List.of("service", "ops", "pricing")));
    }

    String tenant() {
        return tenant;
    }

    /** A caller with every role of staff. */
    HttpCalls calls(ServiceKind kind) {
        return new HttpCalls(system.service(kind).url(), token);
    }

    /** Puts a product up for sale with so many units, and waits until orders for it are understood. */
    void sell(String sku, long price, long units) {
        sell(List.of(sku), price, units);
    }

    void sell(Collection<String> skus, long price, long units) {
        Warehouse warehouse = new Warehouse(calls(ServiceKind.INVENTORY));
        warehouse.catalogue(skus.stream()
                .map(sku -> new Warehouse.Product(sku, "a " + sku, price, "GBP", true))
                .toList());
        warehouse.receive(skus.stream()
                .map(sku -> new Warehouse.Receipt("first " + sku, sku, units))
                .toList());
        awaitKnown(List.copyOf(skus).getLast());
        awaitKnown(skus.iterator().next());
    }

    /** The product's news come by a topic. An order that has a wrong line too is refused, and tells whether they came. */
    private void awaitKnown(String sku) {
        Purchase probe = new Purchase(
                "probe", "probe", "none", List.of(new Purchase.Line(sku, 1), new Purchase.Line(UNHEARD_OF, 1)));
        for (Service replica : replicas()) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !pointers(placeAt(replica.url(), probe, 0)).contains("/lines/0/sku"));
        }
    }

    private List<Service> replicas() {
        return system.stack().services().stream()
                .filter(service -> service.kind() == ServiceKind.ORDERS && service.wanted())
                .toList();
    }

    private static List<String> pointers(Answer refusal) {
        assertThat(refusal.status()).isEqualTo(422);
        return refusal.body().path("errors").findValuesAsText("pointer");
    }

    /** Places an order and waits up to 20 seconds for its final state. */
    Answer buy(Purchase purchase) {
        return place(purchase, 20);
    }

    Answer place(Purchase purchase, int waitSeconds) {
        try {
            return placeAt(system.service(ServiceKind.ORDERS).url(), purchase, waitSeconds);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Answer placeAt(String url, Purchase purchase, int waitSeconds) throws IOException {
        HttpCalls orders = new HttpCalls(url, token);
        HttpRequest.Builder request = orders.to("/v1/orders", Duration.ofSeconds(waitSeconds + 10L))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", purchase.key())
                .POST(BodyPublishers.ofByteArray(purchase.json()));
        if (waitSeconds > 0) {
            request.header("Prefer", "wait=" + waitSeconds);
        }
        return send(orders, request.build());
    }

    /** Asks again, with the same key, until the order is taken in: what a good frontend does. */
    Answer placePersistently(Purchase purchase, int waitSeconds) {
        return persistently(Duration.ofSeconds(60), () -> place(purchase, waitSeconds), Answer::taken);
    }

    /** Asks again as long as nobody answers, or the answer is another than it must become. */
    static Answer persistently(Duration patience, Callable<Answer> asking, Predicate<Answer> wanted) {
        return await().atMost(patience)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(200))
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(java.io.UncheckedIOException.class)
                .until(asking, wanted);
    }

    Answer order(String id) {
        return get(ServiceKind.ORDERS, "/v1/orders/" + id);
    }

    Answer awaitDecided(String id) {
        return await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> order(id),
                        answer -> answer.status() == 200 && !answer.state().equals("PROCESSING"));
    }

    /** A read may be a few seconds behind, when a process died between a change and telling the cache of it. */
    Answer awaitState(String id, String state) {
        return persistently(
                PATIENCE,
                () -> order(id),
                answer -> answer.status() == 200 && answer.state().equals(state));
    }

    JsonNode stock(String sku) {
        return get(ServiceKind.INVENTORY, "/v1/stock/" + sku).body();
    }

    Answer get(ServiceKind kind, String path) {
        HttpCalls calls = calls(kind);
        try {
            return send(calls, calls.to(path, Duration.ofSeconds(10)).GET().build());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** @param json the body; empty for none */
    Answer post(String path, Map<String, String> headers, String json, int waitSeconds) {
        HttpCalls calls = calls(ServiceKind.ORDERS);
        HttpRequest.Builder request = calls.to(path, Duration.ofSeconds(waitSeconds + 10L))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        headers.forEach(request::header);
        if (waitSeconds > 0) {
            request.header("Prefer", "wait=" + waitSeconds);
        }
        try {
            return send(calls, request.build());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The order's stream of events, until the service ends it. */
    List<String> watch(String id) throws IOException, InterruptedException {
        HttpRequest request = calls(ServiceKind.ORDERS)
                .to("/v1/orders/" + id + "/events", Duration.ofSeconds(30))
                .header("Accept", "text/event-stream")
                .build();
        try (Stream<String> lines = java.net.http.HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofLines())
                .body()) {
            return lines.toList();
        }
    }

    private static Answer send(HttpCalls calls, HttpRequest request) throws IOException {
        long begun = System.nanoTime();
        try {
            return Answer.of(calls.send(request), begun);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }
}
