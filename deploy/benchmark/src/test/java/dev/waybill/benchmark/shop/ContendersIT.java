package dev.waybill.benchmark.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.benchmark.noengine.NoEngineShop;
import dev.waybill.benchmark.textbook.TextbookShop;
import dev.waybill.local.servers.PostgresAddress;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contenders do the work that they are measured at: a contender that skips some would be a flattering one. */
@Timeout(120)
class ContendersIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Servers SERVERS = TestServers.shared();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private enum Contender {
        TEXTBOOK(TextbookShop::open, "textbook_orders", "textbook_inventory", "textbook_payments"),
        NO_ENGINE(NoEngineShop::open, "noengine_shop", "noengine_shop", "noengine_shop");

        private final Function<ShopArguments, ShopServer> start;
        private final String orders;
        private final String inventory;
        private final String payments;

        Contender(Function<ShopArguments, ShopServer> start, String orders, String inventory, String payments) {
            this.start = start;
            this.orders = orders;
            this.inventory = inventory;
            this.payments = payments;
        }

        ShopServer start() {
            return start.apply(new ShopArguments(0, SERVERS.postgresAddress(), SERVERS.kafkaBootstrap()));
        }
    }

    /** Here, so that no test's time limit is spent on it. */
    @BeforeAll
    static void startServers() {
        SERVERS.postgres();
        SERVERS.kafkaBootstrap();
    }

    @ParameterizedTest
    @EnumSource
    void carriesOrdersThrough(Contender contender) throws Exception {
        try (ShopServer shop = contender.start()) {
            onSale(shop, 1_000);
            JsonNode confirmed = order(shop, "tok_approve", 2).join();
            assertThat(confirmed.path("state").asText()).isEqualTo("CONFIRMED");
            assertThat(order(shop, "tok_decline_fraud", 3).join().path("reason").asText())
                    .isEqualTo("fraud");
            assertThat(order(shop, "tok_approve", 5_000).join().path("reason").asText())
                    .isEqualTo("out_of_stock");
            awaitEnd(shop);
            assertThat(get(shop, "/v1/orders/" + confirmed.path("id").asText())).isEqualTo(confirmed);
            assertThat(rows(contender.inventory, "SELECT sku, available, reserved, sold FROM stock ORDER BY sku"))
                    .containsExactly("CUP 998 0 2", "PLATE 998 0 2");
            assertThat(rows(contender.payments, "SELECT state, amount FROM payments ORDER BY amount"))
                    .containsExactly("CAPTURED 1400", "DECLINED 2100");
            assertThat(rows(contender.payments, "SELECT kind, amount FROM transfers ORDER BY id"))
                    .containsExactly("AUTHORIZE 1400", "CAPTURE 1400");
            assertThat(rows(contender.orders, "SELECT name, quantity, price FROM order_items ORDER BY order_id, line"))
                    .startsWith("Article PLATE 2 300", "Article CUP 2 400")
                    .hasSize(6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void addsUpWhenManyWantTheSame(Contender contender) throws Exception {
        try (ShopServer shop = contender.start()) {
            onSale(shop, 120);
            List<CompletableFuture<JsonNode>> answers = IntStream.range(0, 200)
                    .mapToObj(i -> order(shop, i % 10 == 0 ? "tok_decline_fraud" : "tok_approve", 1))
                    .toList();
            long confirmed = answers.stream()
                    .filter(answer -> answer.join().path("state").asText().equals("CONFIRMED"))
                    .count();
            awaitEnd(shop);
            assertThat(confirmed).isBetween(100L, 120L);
            assertThat(rows(contender.inventory, "SELECT sku, available, reserved, sold FROM stock ORDER BY sku"))
                    .containsExactly(
                            "CUP %d 0 %d".formatted(120 - confirmed, confirmed),
                            "PLATE %d 0 %d".formatted(120 - confirmed, confirmed));
            assertThat(rows(contender.orders, "SELECT state, count(*) FROM orders GROUP BY state ORDER BY state"))
                    .containsExactly("CONFIRMED " + confirmed, "REJECTED " + (200 - confirmed));
            assertThat(rows(contender.payments, "SELECT count(*) FROM transfers"))
                    .containsExactly(Long.toString(2 * confirmed));
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAKeyOnce(Contender contender) throws Exception {
        try (ShopServer shop = contender.start()) {
            onSale(shop, 1_000);
            HttpRequest request = request(shop, "tok_approve", 1)
                    .header("Idempotency-Key", "checkout-1")
                    .build();
            JsonNode first = send(request).join();
            assertThat(send(request).join()).isEqualTo(first);
            HttpRequest other = request(shop, "tok_approve", 2)
                    .header("Idempotency-Key", "checkout-1")
                    .build();
            assertThat(CLIENT.send(other, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(422);
            awaitEnd(shop);
            assertThat(rows(contender.orders, "SELECT count(*) FROM orders")).containsExactly("1");
        }
    }

    @Test
    void theTextbookTellsEverybodyAndLeavesNothingBehind() throws Exception {
        try (ShopServer shop = Contender.TEXTBOOK.start()) {
            onSale(shop, 1_000);
            order(shop, "tok_approve", 1).join();
            awaitEnd(shop);
            assertThat(rows("textbook_orders", "SELECT count(*) FROM processed_messages"))
                    .containsExactly("4");
            assertThat(rows("textbook_inventory", "SELECT count(*) FROM processed_messages"))
                    .containsExactly("2");
        }
    }

    private static void onSale(ShopServer shop, int units) throws Exception {
        String goods = """
                [{"sku":"CUP","price":400,"quantity":%d},{"sku":"PLATE","price":300,"quantity":%d}]""".formatted(units, units);
        HttpRequest request =
                to(shop, "/stock").POST(BodyPublishers.ofString(goods)).build();
        assertThat(CLIENT.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    private static CompletableFuture<JsonNode> order(ShopServer shop, String token, int units) {
        return send(request(shop, token, units).build());
    }

    private static HttpRequest.Builder request(ShopServer shop, String token, int units) {
        String body = """
                {"customer":{"id":"17850"},"shippingAddress":{"street":"High Street 1","city":"London","country":"GB"},
                 "currency":"GBP","paymentToken":"%s",
                 "lines":[{"sku":"PLATE","quantity":%d},{"sku":"CUP","quantity":%d}]}""".formatted(token, units, units);
        return to(shop, "/v1/orders").header("Prefer", "wait=30").POST(BodyPublishers.ofString(body));
    }

    private static CompletableFuture<JsonNode> send(HttpRequest request) {
        return CLIENT.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(ContendersIT::json);
    }

    private static JsonNode get(ShopServer shop, String path) throws Exception {
        return json(CLIENT.send(to(shop, path).build(), BodyHandlers.ofByteArray()));
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpRequest.Builder to(ShopServer shop, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + shop.port() + path));
    }

    private static void awaitEnd(ShopServer shop) throws Exception {
        while (get(shop, "/open").path("open").asLong() > 0) {
            Thread.onSpinWait();
        }
    }

    /** Each row's columns with spaces between them. */
    private static List<String> rows(String database, String sql) throws Exception {
        PostgresAddress postgres = SERVERS.postgresAddress();
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                StringBuilder row = new StringBuilder(rows.getString(1));
                for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.append(' ').append(rows.getString(i));
                }
                all.add(row.toString());
            }
            return all;
        }
    }
}
