package dev.waybill.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.local.keys.Caller;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shards;
import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order whose payment's answer can't be read waits for ops, and goes on when it is mended and replayed. */
@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
class DeadLettersIT {

    private static final String LETTERS = "/ops/dead-letters";

    @Inject
    Shards shards;

    @Inject
    KafkaClients kafka;

    private Shop shop;

    @BeforeEach
    void shop() {
        shop = new Shop(shards);
    }

    @Test
    void onlyOpsMaySeeAndDoAnyOfIt() {
        for (String role : List.of("customer", "service", "pricing")) {
            with(role).get(LETTERS).then().statusCode(403).contentType("application/problem+json");
            with(role).get(LETTERS + "/groups").then().statusCode(403);
            with(role).get(LETTERS + "/replays").then().statusCode(403);
            with(role).body("{}").post(LETTERS + "/plan").then().statusCode(403);
            with(role).body("{}").post(LETTERS + "/discards").then().statusCode(403);
        }
    }

    @Test
    void whatIsMistypedDoesNothing() {
        for (String body : List.of(
                "{}",
                "{\"search\":{\"grupp\":\"x\"},\"reason\":\"y\"}",
                "{\"search\":{\"orderId\":\"7\"},\"reason\":\"y\"}",
                "{\"search\":{\"status\":\"replayed\"},\"reason\":\"y\"}",
                "{\"search\":{\"orderId\":\"1-2-3-4-5\"},\"reason\":\"y\"}",
                "{\"ids\":[\"7\"],\"reason\":\"y\"}",
                "{\"ids\":[],\"search\":{},\"reason\":\"y\"}",
                "{\"search\":{},\"reason\":\"y\"}",
                "{\"search\":{\"group\":null},\"reason\":\"y\"}",
                "{\"search\":{\"to\":\"+300000-01-01T00:00:00Z\"},\"reason\":\"y\"}",
                "{\"all\":true,\"dryRun\":true,\"reason\":\"y\"}",
                "{\"all\":true}",
                "{\"all\":true,\"reason\":\" \"}",
                "{\"all\":true,\"reason\":\"y\",\"perSecond\":0}")) {
            Response answer = with("ops").body(body).post(LETTERS + "/replays");
            assertThat(answer.statusCode()).as(body).isEqualTo(422);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
        with("ops").body("[").post(LETTERS + "/plan").then().statusCode(400);
        with("ops").get(LETTERS + "?status=lost").then().statusCode(422);
        with("ops").get(LETTERS + "?cursor=lost").then().statusCode(422);
        with("ops").get(LETTERS + "?from=-9999-01-01T00:00:00Z").then().statusCode(422);
        with("ops").get(LETTERS + "/" + UUID.randomUUID()).then().statusCode(404);
        with("ops").get(LETTERS + "/replays/" + UUID.randomUUID()).then().statusCode(404);
        with("ops").get(LETTERS + "/1-2-3-4-5").then().statusCode(404);
    }

    @Test
    void anOrderIsFinishedByMendingAndReplayingWhatItWaitsFor() {
        String order = shop.placedButNotPaid();
        Reply authorized = authorized(order);
        String data = new String(MessageCodec.encode(authorized), StandardCharsets.UTF_8);
        send(authorized, data.substring(0, data.length() - 5));
        send(authorized, data);

        shop.until(() -> letters(order).getList("letters").size() == 2);
        String culprit = letters(order).getString("letters.find { it.role == 'culprit' }.id");
        with("ops")
                .get(LETTERS + "/" + culprit)
                .then()
                .body("cause.class", equalTo("unreadable"))
                .body("orderId", equalTo(order))
                .body("type", equalTo("PaymentAuthorized"))
                .body("history.what", hasItem("parked"))
                .body("service", equalTo("order-service"));
        with("ops")
                .queryParam("orderId", order)
                .get(LETTERS + "/groups")
                .then()
                .body("groups", hasSize(1))
                .body("groups[0].count", is(1))
                .body("groups[0].behind", is(1));
        assertThat(verdicts(order)).containsEntry("unreadable", 1).containsEntry("needs_predecessor", 1);

        with("ops")
                .body(Map.of("payload", data, "reason", "it was cut"))
                .put(LETTERS + "/" + culprit + "/payload")
                .then()
                .statusCode(200)
                .body("payload", equalTo(data));
        assertThat(verdicts(order)).containsEntry("will_apply", 1).containsEntry("duplicate", 1);
        shop.saga(order).then().body("position", equalTo("authorize-payment"));

        JsonPath replay = with("ops")
                .body("{\"search\":{\"orderId\":\"%s\"},\"reason\":\"mended\"}".formatted(order))
                .post(LETTERS + "/replays")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
        String id = replay.getString("id");
        shop.until(
                () -> with("ops").get(LETTERS + "/replays/" + id).path("status").equals("finished"));
        with("ops")
                .get(LETTERS + "/replays/" + id)
                .then()
                .body("count", is(2))
                .body("applied", is(1))
                .body("duplicate", is(1))
                .body("whyStopped", nullValue());
        shop.until(() -> shop.saga(order).path("phase").equals("COMPLETED"));
        assertThat(letters(order).getList("letters")).isEmpty();
    }

    private JsonPath letters(String order) {
        return with("ops")
                .queryParam("orderId", order)
                .get(LETTERS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Map<String, Integer> verdicts(String order) {
        return with("ops")
                .body("{\"search\":{\"orderId\":\"%s\"}}".formatted(order))
                .post(LETTERS + "/plan")
                .then()
                .statusCode(200)
                .extract()
                .path("verdicts");
    }

    private static Reply authorized(String order) {
        UUID id = UUID.fromString(order);
        return new Reply.PaymentAuthorized(new Request(id, "authorize-payment", 1, 0), "demo", id);
    }

    private void send(Reply reply, String data) {
        Topic topic = Topic.ORDER_REPLIES;
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic.topicName(),
                topic.partitionOfSlot(RoutedId.slotOf(reply.orderId())),
                reply.key().getBytes(StandardCharsets.UTF_8),
                data.getBytes(StandardCharsets.UTF_8));
        new Envelope(
                        UUID.randomUUID(),
                        "/test",
                        MessageType.of(reply).wireName(),
                        reply.subject(),
                        Instant.now(),
                        null,
                        null)
                .toHeaders()
                .forEach(record.headers()::add);
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            producer.send(record);
        }
    }

    private static RequestSpecification with(String role) {
        return given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + Backends.token(Caller.of(role, "ops-1")));
    }
}
