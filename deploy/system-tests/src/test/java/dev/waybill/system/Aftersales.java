package dev.waybill.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.stack.ServiceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cancels and returns of a shop's orders. */
final class Aftersales {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int FIRST_OF_REFUSALS = 400;
    private static final int FIRST_OF_FAILURES = 500;

    private final Shop shop;

    Aftersales(Shop shop) {
        this.shop = shop;
    }

    /** Answered with {@code {"cancellation","order"}}, or refused. */
    Answer cancel(String order) {
        return cancel(order, 0);
    }

    /** The same, when the order is cancelled or so many seconds have passed. */
    Answer cancel(String order, int waitSeconds) {
        return shop.post(path(order) + "/cancel", Map.of(), "", waitSeconds);
    }

    /** Asks again until somebody says yes or no. */
    Answer cancelPersistently(String order) {
        return Shop.persistently(PATIENCE, () -> cancel(order), answer -> answer.status() < FIRST_OF_FAILURES);
    }

    /** Returns some units of the order's first line. */
    Answer giveBack(String order, String key, int quantity) {
        String body = "{\"lines\":[{\"line\":1,\"quantity\":%d}]}".formatted(quantity);
        return shop.post(path(order) + "/returns", Map.of("Idempotency-Key", key), body, 0);
    }

    /** Asks again, with the same key, until somebody says yes or no. */
    Answer giveBackPersistently(String order, String key, int quantity) {
        return Shop.persistently(
                PATIENCE, () -> giveBack(order, key, quantity), answer -> answer.status() < FIRST_OF_FAILURES);
    }

    /** The order's cancellation, and its returns after it. */
    List<JsonNode> all(String order) {
        List<JsonNode> all = new ArrayList<>();
        Answer cancellation = cancellation(order);
        if (cancellation.status() < FIRST_OF_REFUSALS) {
            all.add(cancellation.body());
        }
        returns(order).forEach(all::add);
        return all;
    }

    Answer cancellation(String order) {
        return getPersistently(path(order) + "/cancellation");
    }

    JsonNode returns(String order) {
        return getPersistently(path(order) + "/returns").body().path("returns");
    }

    /** A service that is away for a moment has not said that there is nothing. */
    private Answer getPersistently(String path) {
        return Shop.persistently(
                PATIENCE, () -> shop.get(ServiceKind.ORDERS, path), answer -> answer.status() < FIRST_OF_FAILURES);
    }

    /** Waits until whatever was asked for is done; returns the order. */
    Answer awaitDone(String order) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> all(order).stream()
                        .allMatch(each -> each.path("progress").asText().equals("DONE")));
        return shop.order(order);
    }

    private static String path(String order) {
        return "/v1/orders/" + order;
    }
}
