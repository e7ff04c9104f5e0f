package dev.waybill.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalogue.Product;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.http.lines.Line;
import dev.waybill.orders.OrderState;
import dev.waybill.shards.ShardAwayException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchReaderTest {

    private static final Map<String, Product> PRODUCTS = Map.of("LAMP", new Product("A lamp", 250, "GBP", true, 1));

    /** Single quotes stand for double ones. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            LAMP    |                             | ready
            LAMP    | ,'idempotencyKey':'k-1'     | ready under k-1
            LAMP    | ,'idempotencyKey':null      | ready
            LAMP    | ,'idempotencyKey':''        | refused 400
            LAMP    | ,'idempotencyKey':'a b'     | refused 400
            LAMP    | ,'idempotencyKey':7         | refused 422
            LAMP    | ,'currency':'EUR'           | refused 400
            LAMP    | }}                          | refused 400
            NONE    |                             | refused 422
            NONE    | ,'idempotencyKey':'k-1'     | doubtful k-1
            NONE    | ,'idempotencyKey':'a b'     | refused 400
            """)
    void aLineIsReadAsASingleOrderWouldBe(String sku, @Nullable String more, String expected) {
        String json = """
                {"customer":{"id":"17850"},"currency":"GBP","paymentToken":"tok_approve",\
                "lines":[{"sku":"%s","quantity":1}]%s}""".formatted(sku, more == null ? "" : more.replace('\'', '"'));
        assertThat(outcome(reader(null).read(line(json)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"17850, ready", "17851, refused 403"})
    void aCustomerOrdersForNobodyElse(String customer, String expected) {
        String json = """
                {"customer":{"id":"%s"},"currency":"GBP","paymentToken":"tok_approve",\
                "lines":[{"sku":"LAMP","quantity":1}]}""".formatted(customer);
        assertThat(outcome(reader("17850").read(line(json)))).isEqualTo(expected);
    }

    @Test
    void whatIsNoOrderIsRefused() {
        for (String json : new String[] {"7", "[]", "null", " ", "nonsense", "{\"currency\":", "\u00ff"}) {
            Line line = new Line(1, json.getBytes(StandardCharsets.ISO_8859_1), false);
            assertThat(outcome(reader(null).read(line))).as(json).isEqualTo("refused 400");
        }
        assertThat(outcome(reader(null).read(new Line(1, new byte[10], true)))).isEqualTo("refused 400");
    }

    @Test
    void whatIsSaidOfALineIsNotMuchLongerThanTheLine() {
        String lines = "1,".repeat(1_199) + "1";
        String json = "{\"currency\":\"GBP\",\"paymentToken\":\"tok_approve\",\"lines\":[%s]}".formatted(lines);
        BatchedOrder.Refused refused = (BatchedOrder.Refused) reader(null).read(line(json));

        assertThat(refused.problem().detail()).isEqualTo("1,200 fields are wrong. The first 20 of 1,200 are named.");
        assertThat(refused.problem().errors())
                .extracting(FieldError::pointer)
                .hasSize(20)
                .startsWith("/lines/0")
                .endsWith("/lines/19");
        assertThat(json(new LineAnswer.Refused(refused.problem()))).hasSizeLessThan(json.length());
    }

    @Test
    void anAnswerIsALine() {
        UUID id = UUID.fromString("019ab3c4-0f5e-7d21-9a52-5a0c1f6f0a11");
        assertThat(json(new LineAnswer.Placed(id, OrderState.PROCESSING, null)))
                .isEqualTo("{\"line\":3,\"id\":\"" + id + "\",\"state\":\"PROCESSING\",\"status\":202}");
        assertThat(json(new LineAnswer.Placed(id, OrderState.REJECTED, "out_of_stock")))
                .isEqualTo("{\"line\":3,\"id\":\"" + id
                        + "\",\"state\":\"REJECTED\",\"reason\":\"out_of_stock\",\"status\":200}");
        assertThat(json(LineAnswer.of(new Placement.KeyReused())))
                .startsWith("{\"line\":3,\"problem\":{\"type\":\"urn:waybill:problem:idempotency-key-reused\"");
        assertThat(json(LineAnswer.of(new Placement.Unread(new ShardAwayException("as if")))))
                .startsWith("{\"line\":3,\"problem\":{\"type\":\"urn:waybill:problem:shard-away\"");
    }

    private static String json(LineAnswer answer) {
        StringBuilder json = new StringBuilder();
        answer.write(3, json);
        return json.toString();
    }

    private static String outcome(BatchedOrder read) {
        return switch (read) {
            case BatchedOrder.Ready(NewOrder order) ->
                order.idempotencyKey() == null ? "ready" : "ready under " + order.idempotencyKey();
            case BatchedOrder.Doubtful doubtful -> "doubtful " + doubtful.key().key();
            case BatchedOrder.Refused(var problem) -> "refused " + problem.status();
        };
    }

    private static BatchReader reader(@Nullable String customer) {
        return new BatchReader(
                new Orderer("tests", customer, false),
                PRODUCTS::get,
                new OrderFactory(AnyOrder.INVENTORY, new Random(1)),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                null);
    }

    private static Line line(String json) {
        return new Line(1, json.getBytes(StandardCharsets.UTF_8), false);
    }
}
