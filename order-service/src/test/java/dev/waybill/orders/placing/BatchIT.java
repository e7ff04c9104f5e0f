package dev.waybill.orders.placing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.keys.Caller;
import dev.waybill.orders.OrderJson;
import dev.waybill.testing.Backends;
import dev.waybill.testing.LineSocket;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
class BatchIT {

    private static final String PATH = "/v1/orders:batch";
    private static final int KEPT_MB = 100;

    @Test
    void goodLinesArePlacedAndBadOnesRefusedEachOnItsOwnLine() {
        List<JsonNode> answers = post(
                order("m-1", ""),
                "",
                "{\"currency\":",
                order("m-2", "").replace("\"quantity\":1", "\"quantity\":0"),
                "[]",
                order("m-3", ",\"idempotencyKey\":7"),
                order("m-4", ",\"idempotencyKey\":\"no spaces\""),
                order("m-5", "").replace("tok_approve", "x".repeat(600_000)),
                order("m-6", "") + order("m-6", ""),
                order("m-7", ""));

        assertThat(answers.stream().map(BatchIT::outcome))
                .containsExactly("1 202", "3 400", "4 422", "5 400", "6 422", "7 400", "8 400", "9 400", "10 202");
        assertThat(answers.get(2).at("/problem/errors/0/pointer").asText()).isEqualTo("/lines/0/quantity");
    }

    @Test
    void aLineThatIsNoUtf8IsItsOwnFault() {
        byte[] lines = ("\u00ff\n" + order("u-1", "")).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(answers(lines).stream().map(BatchIT::outcome)).containsExactly("1 400", "2 202");
    }

    @Test
    void aRepeatedBatchMakesNothingNew() {
        String run = UUID.randomUUID().toString();
        String[] lines = new String[50];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = order("r-" + i, ",\"idempotencyKey\":\"%s-%d\"".formatted(run, i));
        }
        List<JsonNode> first = post(lines);
        lines[7] = lines[7].replace("\"quantity\":1", "\"quantity\":2");
        List<JsonNode> second = post(lines);

        assertThat(outcome(second.remove(7))).isEqualTo("8 422");
        first.remove(7);
        assertThat(second).extracting(each -> each.path("id").asText()).isEqualTo(ids(first));
    }

    @Test
    void aKeyMeansTheSameInABatchAndInASingleCall() {
        String key = UUID.randomUUID().toString();
        String id = post(order("k-1", ",\"idempotencyKey\":\"%s\"".formatted(key)))
                .getFirst()
                .path("id")
                .asText();

        String single = anyone().header("Authorization", "Bearer " + token("pricing"))
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(order("k-1", ""))
                .post("/v1/orders")
                .path("id");
        assertThat(single).isEqualTo(id);
    }

    @Test
    void aRepeatIsAnsweredEvenIfTheCatalogueWouldRefuseItNow() {
        String line = order("17850", ",\"idempotencyKey\":\"%s\"".formatted(UUID.randomUUID()));
        String id = post(line).getFirst().path("id").asText();

        // To a caller that sets no prices the product is unknown, as if it had been withdrawn since.
        List<JsonNode> asCustomer = answers(
                (line + "\n" + order("17850", "") + "\n" + order("17851", "")).getBytes(StandardCharsets.UTF_8),
                Backends.token(Caller.of("customer", "17850")));
        assertThat(asCustomer.getFirst().path("id").asText()).isEqualTo(id);
        assertThat(outcome(asCustomer.get(1))).isEqualTo("2 422");
        assertThat(outcome(asCustomer.get(2))).isEqualTo("3 403");
    }

    @Test
    void withoutATokenNothingGoes() {
        anyone().contentType("application/x-ndjson")
                .body(order("t-1", "").getBytes(StandardCharsets.UTF_8))
                .post(PATH)
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void onlyABatchMayBeLarge() throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            client.getOutputStream().write("""
                    POST /v1/orders HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 17000000\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
        }
    }

    @Test
    void aShopHasEightBatchesOpen() throws Exception {
        Deque<LineSocket> open = new ArrayDeque<>();
        try {
            for (int i = 0; i < 8; i++) {
                open.add(connect());
                open.getLast().send(order("open-" + i, "") + "\n");
                assertThat(outcome(json(open.getLast().answer()))).isEqualTo("1 202");
            }
            anyone().header("Authorization", "Bearer " + token("pricing"))
                    .contentType("application/x-ndjson")
                    .body(order("open-9", "").getBytes(StandardCharsets.UTF_8))
                    .post(PATH)
                    .then()
                    .statusCode(429)
                    .contentType("application/problem+json");

            open.getFirst().end();
            assertThat(open.getFirst().answer()).isNull();
            assertThat(outcome(post(order("open-9", "")).getFirst())).isEqualTo("1 202");
        } finally {
            for (LineSocket each : open) {
                each.close();
            }
        }
    }

    @Test
    void aLineIsAnsweredWhileMoreStillCome() throws Exception {
        try (LineSocket client = connect()) {
            for (int line = 1; line <= 3; line++) {
                client.send(order("trickle", "") + "\n");
                assertThat(outcome(json(client.answer()))).isEqualTo(line + " 202");
            }
            client.end();
            assertThat(client.answer()).isNull();
        }
    }

    @Test
    void whatAClientSentBeforeItWentIsWholeOrNotAtAll() throws Exception {
        String customer = "gone-" + UUID.randomUUID();
        String id;
        try (LineSocket client = connect()) {
            client.send(order(customer, "") + "\n");
            id = json(client.answer()).path("id").asText();
            client.send(order(customer, ""));
        }
        // The service still takes batches, and of the order that was cut off before its newline nothing is there.
        assertThat(outcome(post(order("next", "")).getFirst())).isEqualTo("1 202");
        List<String> placed = anyone().header("Authorization", "Bearer " + token("service"))
                .get("/v1/orders?customerId=" + customer)
                .path("orders.id");
        assertThat(placed).containsExactly(id);
    }

    @Test
    void whoDoesNotReadTheAnswersIsReadFromNoMore() throws Exception {
        String line = " ".repeat(1_000) + "{}\n";
        int lines = 400_000;
        AtomicInteger sent = new AtomicInteger();
        long before = usedMegabytes();
        try (LineSocket client = connect()) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAll(client, line, lines, sent));
            int blocked = awaitStandstill(sent);
            assertThat(blocked).isLessThan(lines / 2);
            assertThat(usedMegabytes() - before).isLessThan(KEPT_MB);

            for (int i = 1; i <= lines; i++) {
                assertThat(client.answer()).startsWith("{\"line\":%d,\"problem\"".formatted(i));
            }
            assertThat(client.answer()).isNull();
            sending.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void manyOrdersGoThroughInBoundedMemory() throws Exception {
        int lines = 24_000;
        AtomicInteger sent = new AtomicInteger();
        String line = order("many", ",\"note\":\"%s\"".formatted("x".repeat(10_000))) + "\n";
        long before = usedMegabytes();
        try (LineSocket client = connect()) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAll(client, line, lines, sent));
            for (int i = 1; i <= lines; i++) {
                assertThat(client.answer()).startsWith("{\"line\":%d,\"id\":\"".formatted(i));
                if (i == 20_000) {
                    // 200 MB have come in by now.
                    assertThat(usedMegabytes() - before).isLessThan(KEPT_MB);
                }
            }
            sending.get(10, TimeUnit.SECONDS);
            assertThat(client.answer()).isNull();
        }
    }

    private static void sendAll(LineSocket client, String line, int lines, AtomicInteger sent) {
        try {
            String many = line.repeat(10);
            while (sent.get() < lines) {
                client.send(many);
                sent.addAndGet(10);
            }
            client.end();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until nothing has been sent for two seconds. */
    private static int awaitStandstill(AtomicInteger sent) {
        int before = -1;
        while (before != sent.get()) {
            before = sent.get();
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, 2, TimeUnit.SECONDS)
                    .join();
        }
        return before;
    }

    private static long usedMegabytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() >> 20;
    }

    private static LineSocket connect() throws IOException {
        return new LineSocket(RestAssured.port, PATH, token("pricing"));
    }

    private static List<JsonNode> post(String... lines) {
        return answers(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> answers(byte[] lines) {
        return answers(lines, token("pricing"));
    }

    private static List<JsonNode> answers(byte[] lines, String token) {
        byte[] body = anyone().header("Authorization", "Bearer " + token)
                .contentType("application/x-ndjson")
                .body(lines)
                .post(PATH)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asByteArray();
        List<JsonNode> answers = new ArrayList<>();
        new String(body, StandardCharsets.UTF_8).lines().map(BatchIT::json).forEach(answers::add);
        return answers;
    }

    private static List<String> ids(List<JsonNode> answers) {
        return answers.stream().map(each -> each.path("id").asText()).toList();
    }

    /** The line's number, and its status or its problem's. */
    private static String outcome(JsonNode answer) {
        JsonNode status = answer.has("problem") ? answer.at("/problem/status") : answer.path("status");
        return answer.path("line").asText() + " " + status.asText();
    }

    private static JsonNode json(String line) {
        try {
            return OrderJson.tree(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    /** The path's colon goes as it is. */
    private static RequestSpecification anyone() {
        return given().urlEncodingEnabled(false);
    }

    private static String token(String role) {
        return Backends.token(Caller.of(role, "tester"));
    }

    private static String order(String customer, String more) {
        return """
                {"customer":{"id":"%s"},"currency":"GBP","paymentToken":"tok_approve",\
                "lines":[{"sku":"85123A","quantity":1,"price":255}]%s}""".formatted(customer, more);
    }
}
