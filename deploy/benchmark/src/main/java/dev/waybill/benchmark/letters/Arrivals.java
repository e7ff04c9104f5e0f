package dev.waybill.benchmark.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.benchmark.load.OrderMix;
import dev.waybill.local.http.HttpCalls;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Orders that break a rule, coming in evenly, a few in one request: nobody waits for what becomes of them. */
final class Arrivals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEND_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final List<Rule> RULES = List.of(Rule.values());

    private final HttpCalls orders;

    Arrivals(HttpCalls orders) {
        this.orders = orders;
    }

    /** What has come in, and how long that took. */
    record Placed(List<UUID> ids, long begunNanos, double seconds) {}

    /** Returns at once; what it returns is done when all of them have been taken. */
    CompletableFuture<Placed> begin(Drip drip) {
        return CompletableFuture.supplyAsync(
                () -> place(drip), task -> Thread.ofVirtual().name("arrivals").start(task));
    }

    private Placed place(Drip drip) {
        long begun = System.nanoTime();
        List<UUID> ids = new ArrayList<>(drip.all());
        for (; ids.size() < drip.all(); LockSupport.parkNanos(SEND_EVERY_NANOS)) {
            int due = drip.due(Duration.ofNanos(System.nanoTime() - begun));
            if (ids.size() < due) {
                ids.addAll(send(ids.size(), due));
            }
        }
        long first = begun + drip.after().toNanos();
        return new Placed(ids, first, (System.nanoTime() - first) / 1e9);
    }

    /** The rules take turns; each order is of a customer of its own. */
    static String line(int number) {
        Rule rule = RULES.get(number % RULES.size());
        return OrderMix.order(
                "held-up-" + number,
                "tok_approve",
                "{\"sku\":\"%s\",\"quantity\":%d}".formatted(rule.sku(), rule.quantity()));
    }

    private List<UUID> send(int from, int to) {
        String lines = IntStream.range(from, to).mapToObj(Arrivals::line).collect(Collectors.joining("\n"));
        try {
            HttpResponse<String> answer = orders.postLines("/v1/orders:batch", lines);
            List<UUID> ids = new ArrayList<>();
            for (String line : answer.body().lines().toList()) {
                ids.add(idOf(line));
            }
            if (ids.size() != to - from) {
                throw new IllegalStateException("%d orders were sent and %d answered: %d %s"
                        .formatted(to - from, ids.size(), answer.statusCode(), answer.body()));
            }
            return ids;
        } catch (IOException e) {
            throw new IllegalStateException("orders can't be sent: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while orders were sent", e);
        }
    }

    private static UUID idOf(String line) throws IOException {
        JsonNode id = JSON.readTree(line).path("id");
        if (!id.isTextual()) {
            throw new IllegalStateException("an order was not taken: " + line);
        }
        return UUID.fromString(id.textValue());
    }
}
