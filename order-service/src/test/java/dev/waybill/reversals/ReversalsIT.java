package dev.waybill.reversals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.waybill.local.keys.Caller;
import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
class ReversalsIT {

    private static final String ORDER = """
            {"customer":{"id":"%s"},"currency":"GBP","paymentToken":"%s",
             "lines":[{"sku":"85123A","quantity":6,"price":255},{"sku":"71053","quantity":2,"price":339}]}
            """;

    @Test
    void aConfirmedOrderIsCancelledAndRefunded() {
        String order = paid();

        Response cancelled = asService().body("{\"note\":\"changed my mind\"}").post(order + "/cancel");

        cancelled
                .then()
                .statusCode(200)
                .body("order.state", equalTo("CANCELLED"))
                .body("order.reason", equalTo("cancelled_by_shop"))
                .body("cancellation.refund", equalTo(6 * 255 + 2 * 339))
                .body("cancellation.note", equalTo("changed my mind"));
        awaitDone(order + "/cancellation");
        asService().post(order + "/cancel").then().statusCode(200).body("cancellation.progress", equalTo("DONE"));
    }

    @Test
    void anOrderThatIsNotConfirmedYetIsTurnedRound() {
        String order = place("tok_slow_authorize", "0").header("Location");

        asService()
                .header("Prefer", "wait=20")
                .post(order + "/cancel")
                .then()
                .statusCode(200)
                .body("order.state", equalTo("CANCELLED"))
                .body("cancellation.refund", equalTo(0))
                .body("cancellation.progress", equalTo("DONE"));
    }

    @Test
    void aCancelWaitsUntilTheMoneyIsTakenAndGivesItBackThen() {
        String order = confirmed("tok_slow_capture");

        asService()
                .post(order + "/cancel")
                .then()
                .statusCode(202)
                .body("order.state", equalTo("CONFIRMED"))
                .body("cancellation.progress", equalTo("WAITING"));
        awaitDone(order + "/cancellation");
        asService().get(order).then().body("state", equalTo("CANCELLED"));
    }

    @Test
    void someOfAnOrderIsReturnedOncePerKey() {
        String order = confirmed("tok_approve");
        String key = UUID.randomUUID().toString();

        Response first = giveBack(order, key, 1, 2);
        first.then()
                .statusCode(202)
                .body("refund", equalTo(2 * 255))
                .header("Location", containsString(order + "/returns/"));
        giveBack(order, key, 1, 2).then().statusCode(200).body("id", equalTo(first.path("id")));
        giveBack(order, key, 1, 3).then().statusCode(422).body("type", containsString("idempotency-key-reused"));

        awaitDone(first.header("Location"));
        asService()
                .get(order)
                .then()
                .body("state", equalTo("CONFIRMED"))
                .body("lines[0].returned", equalTo(2))
                .body("lines[1].returned", equalTo(0));
        asService().get(order + "/returns").then().body("returns", hasSize(1));
    }

    @Test
    void neverMoreThanWasBought() {
        String order = confirmed("tok_approve");
        giveBack(order, "first", 1, 5).then().statusCode(202);

        giveBack(order, "second", 1, 2)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/lines/0/quantity"))
                .body("errors[0].detail", equalTo("of line 1 at most 1 can be returned, but it was 2"));
    }

    @Test
    void cancelAndReturnTogetherGiveBackOnce() {
        String order = confirmed("tok_approve");
        giveBack(order, "some", 1, 2).then().statusCode(202);

        asService().post(order + "/cancel").then().body("cancellation.refund", equalTo(4 * 255 + 2 * 339));
        awaitDone(order + "/cancellation");
        giveBack(order, "late", 1, 1).then().statusCode(409);
    }

    @Test
    void ofManyWhoReturnTheLastUnitsTogetherOneDoes() throws Exception {
        String order = confirmed("tok_approve");
        List<Callable<Integer>> wishes = java.util.stream.IntStream.range(0, 12)
                .<Callable<Integer>>mapToObj(
                        i -> () -> giveBack(order, "key-" + i, 2, 2).statusCode())
                .toList();
        try (ExecutorService customers = Executors.newFixedThreadPool(12)) {
            long accepted = customers.invokeAll(wishes).stream()
                    .map(Future::resultNow)
                    .filter(status -> status == 202)
                    .count();
            assertThat(accepted).isEqualTo(1);
        }
    }

    @Test
    void aRejectedOrderCanBeNeitherCancelledNorReturned() {
        String order = place("tok_decline_fraud", "20").header("Location");

        asService().post(order + "/cancel").then().statusCode(409).body("type", containsString("order-rejected"));
        giveBack(order, "any", 1, 1).then().statusCode(409);
    }

    @Test
    void theWrongIsSaidFieldByField() {
        String order = confirmed("tok_approve");

        asService().body("{}").post(order + "/returns").then().statusCode(400).body("detail", containsString("Key"));
        asService()
                .header("Idempotency-Key", "k")
                .body("{\"lines\":[{\"line\":1,\"quantity\":0},{\"quantity\":1}]}")
                .post(order + "/returns")
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/lines/0/quantity", "/lines/1/line")));
        asService().body("[]").post(order + "/cancel").then().statusCode(400);
        asService()
                .post("/v1/orders/00000000-0000-7000-8000-000000000000/cancel")
                .then()
                .statusCode(404);
        asService().get(order + "/cancellation").then().statusCode(404);
        asService()
                .header("Idempotency-Key", "k")
                .body("{\"lines\":[{\"line\":9,\"quantity\":1},{\"line\":1,\"quantity\":99}]}")
                .post(order + "/returns")
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/lines/0/line", "/lines/1/quantity")));
    }

    @Test
    void aMethodThatIsNotThereIsAnsweredWithThoseThatAre() {
        String order = confirmed("tok_approve");

        asService().get(order + "/cancel").then().statusCode(405).header("Allow", "POST");
        asService().delete(order + "/cancel").then().statusCode(405).header("Allow", "POST");
        asService()
                .delete(order + "/returns")
                .then()
                .statusCode(405)
                .header("Allow", "GET, POST")
                .contentType("application/problem+json");
        asService().delete(order + "/cancellation").then().statusCode(405).header("Allow", "GET");
        asService().delete(order + "/nothing").then().statusCode(404);
    }

    @Test
    void anotherCustomersOrderIsNotThere() {
        String order = paid();

        as(Caller.of("customer", "somebody-else"))
                .post(order + "/cancel")
                .then()
                .statusCode(404);
        as(Caller.of("customer", "17850"))
                .post(order + "/cancel")
                .then()
                .statusCode(200)
                .body("order.reason", equalTo("cancelled_by_customer"));
    }

    private static Response giveBack(String order, String key, int line, int quantity) {
        return asService()
                .header("Idempotency-Key", key)
                .body("{\"lines\":[{\"line\":%d,\"quantity\":%d}]}".formatted(line, quantity))
                .post(order + "/returns");
    }

    private static String confirmed(String token) {
        Response placed = place(token, "20");
        placed.then().statusCode(200).body("state", equalTo("CONFIRMED"));
        return placed.header("Location");
    }

    /** An order is confirmed at its pivot; as long as its saga runs beyond that, a cancel waits for it. */
    private static String paid() {
        String order = confirmed("tok_approve");
        await(
                as(Caller.of("ops", "tester")),
                "/ops/sagas/" + order.substring(order.lastIndexOf('/') + 1),
                "phase",
                "COMPLETED");
        return order;
    }

    private static Response place(String token, String patience) {
        return as(Caller.of("pricing", "tester"))
                .header("Prefer", "wait=" + patience)
                .body(ORDER.formatted("17850", token))
                .post("/v1/orders");
    }

    private static void awaitDone(String reversal) {
        await(asService(), reversal, "progress", "DONE");
    }

    private static void await(RequestSpecification asked, String url, String field, String wanted) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        String found = "";
        while (!wanted.equals(found) && System.nanoTime() < deadline) {
            found = asked.get(url).path(field);
        }
        assertThat(found).isEqualTo(wanted);
    }

    private static RequestSpecification asService() {
        return as(Caller.of("service", "tester"));
    }

    private static RequestSpecification as(Caller caller) {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + Backends.token(caller));
    }
}
