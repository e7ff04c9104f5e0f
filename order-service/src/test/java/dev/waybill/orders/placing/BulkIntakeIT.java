package dev.waybill.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.http.lines.Line;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import dev.waybill.orders.OrderJson;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SlotRange;
import dev.waybill.shards.Slots;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Chunks on two shards of their own, so that nobody else is counted or disturbed. */
class BulkIntakeIT {

    private static final Servers SERVERS = TestServers.shared();
    private static final MeterRegistry METRICS = new SimpleMeterRegistry();
    private static final String AWAY = "bulk_orders_1";
    private static Vertx vertx;
    private static Shards shards;
    private static Producer<byte[], byte[]> producer;
    private static BulkIntake intake;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        shards = new Shards(
                List.of(settings("bulk_orders_0", "0-2047"), settings(AWAY, "2048-4095")),
                "bulk",
                List.of("db/delivery", "db/orders"),
                vertx,
                METRICS);
        shards.open();
        producer = new KafkaClients(Map.of("bootstrap.servers", SERVERS.kafkaBootstrap())).producer();
        intake = new BulkIntake(shards, new Relay(producer, "/tests", METRICS));
    }

    @AfterAll
    static void close() {
        producer.close(Duration.ZERO);
        shards.close();
        vertx.close();
    }

    @Test
    void aChunkTakesOneStatementPerShard() {
        double before = statements();
        assertThat(place(IntStream.range(0, 600)
                        .mapToObj(i -> order("counted-" + i, ""))
                        .toList()))
                .extracting(BulkIntakeIT::outcome)
                .hasSize(600)
                .containsOnly("202");
        assertThat(statements() - before).isEqualTo(2);
    }

    @Test
    void ofLinesWithOneKeyTheFirstCounts() {
        String line = order("twice", ",\"idempotencyKey\":\"twice\"");
        List<JsonNode> answers = place(List.of(line, line, line.replace("\"quantity\":1", "\"quantity\":2")));

        assertThat(answers).extracting(BulkIntakeIT::outcome).containsExactly("202", "202", "422");
        assertThat(answers.get(1).path("id")).isEqualTo(answers.get(0).path("id"));
    }

    @Test
    void aRefusedLineGetsItsOwnProblemWhereverThePartsEnd() {
        String good = order("parted", ",\"idempotencyKey\":\"parted\"");
        // Nobody knows a price for it.
        String bad = good.replace(",\"price\":255", "");
        List<JsonNode> together = place(List.of(bad, good, bad));
        String other = bad.replace("parted", "apart");
        JsonNode alone = place(List.of(other)).getFirst();

        assertThat(together).extracting(BulkIntakeIT::outcome).containsExactly("422", "202", "422");
        assertThat(together.get(0).at("/problem")).isEqualTo(alone.at("/problem"));
        assertThat(together.get(2).at("/problem/type").asText()).endsWith(":idempotency-key-reused");
    }

    @Test
    void whatIsWrittenIsSaidAlsoIfUsedKeysCannotBeRead() throws Exception {
        String here = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "unread-" + i)
                .filter(customer -> Slots.ofCustomer("tests", customer) < 2048)
                .findFirst()
                .orElseThrow();
        String used = order(here, ",\"idempotencyKey\":\"used\"");
        String fresh = order(here, ",\"idempotencyKey\":\"fresh\"");
        String id = place(List.of(used)).getFirst().path("id").asText();
        // Only the reading of claims asks for it.
        sql("ALTER TABLE orders RENAME COLUMN reason TO put_away");
        try {
            assertThat(place(List.of(order(here, ""), used, fresh)))
                    .extracting(BulkIntakeIT::outcome)
                    .containsExactly("202", "500", "202");
        } finally {
            sql("ALTER TABLE orders RENAME COLUMN put_away TO reason");
        }
        assertThat(place(List.of(used)).getFirst().path("id").asText()).isEqualTo(id);
    }

    @Test
    void aShardThatIsAwayRefusesItsOwnLinesOnly() throws Exception {
        List<String> customers =
                IntStream.range(0, 100).mapToObj(i -> "away-" + i).toList();
        List<String> lines =
                customers.stream().map(customer -> order(customer, "")).toList();
        takeAway();
        try {
            List<JsonNode> answers = place(lines);
            for (int i = 0; i < lines.size(); i++) {
                boolean there = Slots.ofCustomer("tests", customers.get(i)) < 2048;
                assertThat(outcome(answers.get(i))).as(customers.get(i)).isEqualTo(there ? "202" : "503");
            }
        } finally {
            sql("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(AWAY));
        }
        // It is left alone for a second.
        List<JsonNode> answers = place(lines);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (answers.stream().anyMatch(answer -> outcome(answer).equals("503")) && System.nanoTime() < deadline) {
            answers = place(lines);
        }
        assertThat(answers).extracting(BulkIntakeIT::outcome).containsOnly("202");
    }

    private static void takeAway() throws SQLException {
        sql("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(AWAY));
        sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'".formatted(AWAY));
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = SERVERS.connect("bulk_orders_0");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static List<JsonNode> place(List<String> orders) {
        List<Line> lines = new ArrayList<>();
        for (String order : orders) {
            lines.add(new Line(lines.size() + 1, order.getBytes(StandardCharsets.UTF_8), false));
        }
        BatchReader reader = new BatchReader(
                new Orderer("tests", null, true),
                sku -> null,
                new OrderFactory(AnyOrder.INVENTORY, new Random(1)),
                Clock.systemUTC(),
                null);
        return new String(intake.place(lines, reader).join(), StandardCharsets.UTF_8)
                .lines()
                .map(BulkIntakeIT::json)
                .toList();
    }

    private static String outcome(JsonNode answer) {
        return answer.has("problem")
                ? answer.at("/problem/status").asText()
                : answer.path("status").asText();
    }

    private static JsonNode json(String line) {
        try {
            return OrderJson.tree(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    private static double statements() {
        return shards.all().stream()
                .mapToDouble(shard -> METRICS.counter("waybill.shard.statements", "shard", shard.name())
                        .count())
                .sum();
    }

    private static ShardSettings settings(String database, String slots) {
        return new ShardSettings(SERVERS.createDatabase(database), SlotRange.parse(slots), 2, Duration.ofSeconds(20));
    }

    private static String order(String customer, String more) {
        return """
                {"customer":{"id":"%s"},"currency":"GBP","paymentToken":"tok_approve",\
                "lines":[{"sku":"A","quantity":1,"price":255},{"sku":"B","quantity":1,"price":5}]%s}""".formatted(customer, more);
    }
}
