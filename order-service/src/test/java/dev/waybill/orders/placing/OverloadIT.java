package dev.waybill.orders.placing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.waybill.local.keys.Caller;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Somebody has locked all orders, so whatever comes has to wait. */
@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
class OverloadIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 16;

    @Inject
    Shards shards;

    @Test
    void whoWouldWaitForLongIsTurnedAwayAtTheDoor() throws Exception {
        try (ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> placed = new ArrayList<>();
            List<Connection> locks = lockOrders();
            try {
                // More and more, or the first batch of a shard might take them all.
                await().atMost(PATIENCE).until(() -> {
                    for (int i = 0; i < AT_ONCE; i++) {
                        String customer = "waiting-" + placed.size();
                        placed.add(CompletableFuture.supplyAsync(() -> place(customer), customers));
                    }
                    return knock() == 503;
                });
                given().contentType(ContentType.JSON)
                        .body("{}")
                        .post("/v1/orders")
                        .then()
                        .statusCode(503)
                        .header("Retry-After", "1")
                        .contentType("application/problem+json")
                        .body("type", equalTo("urn:waybill:problem:overloaded"));
            } finally {
                for (Connection lock : locks) {
                    lock.close();
                }
            }
            assertThat(placed.stream().map(CompletableFuture::join).toList())
                    .contains(202)
                    .isSubsetOf(202, 503);
            await().atMost(PATIENCE).until(() -> knock() == 401);
            assertThat(place("later")).isEqualTo(202);
        }
    }

    private List<Connection> lockOrders() throws SQLException {
        List<Connection> locks = new ArrayList<>();
        for (Shard shard : shards.all()) {
            Connection connection = TestServers.shared().connect(shard.name());
            locks.add(connection);
            connection.setAutoCommit(false);
            connection.createStatement().execute("LOCK TABLE orders IN EXCLUSIVE MODE");
        }
        return locks;
    }

    /** Without a token: who gets past the door is asked for it. */
    private static int knock() {
        return given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/orders")
                .statusCode();
    }

    private static int place(String customer) {
        return given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Backends.token(Caller.of("pricing", "tester")))
                .body("""
                        {"customer":{"id":"%s","name":"Ada","email":"ada@example.org"},"currency":"GBP",
                         "paymentToken":"tok_approve","lines":[{"sku":"85123A","quantity":1,"price":255}]}
                        """.formatted(customer))
                .post("/v1/orders")
                .statusCode();
    }
}
