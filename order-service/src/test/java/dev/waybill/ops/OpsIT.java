package dev.waybill.ops;

import static dev.waybill.ops.Shop.ops;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.either;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.waybill.checkout.SagaBatch;
import dev.waybill.checkout.SagaTransactions;
import dev.waybill.contracts.Request;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.sagas.Happening;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shards;
import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
class OpsIT {

    private static final String WHY = "{\"reason\":\"ticket 77\"}";

    @Inject
    Shards shards;

    @Inject
    SagaTransactions sagas;

    @TestHTTPResource(value = "/openapi", management = true)
    URL openapi;

    private Shop shop;

    @BeforeEach
    void shop() {
        shop = new Shop(shards);
    }

    @Test
    void onlyOpsMaySeeAndDoAnyOfIt() {
        String any = "/ops/sagas/" + UUID.randomUUID();
        for (String role : List.of("customer", "service", "pricing")) {
            Shop.as(role).get("/ops/sagas").then().statusCode(403).contentType("application/problem+json");
            Shop.as(role).get("/ops/actions").then().statusCode(403);
            Shop.as(role).get("/ops/pauses").then().statusCode(403);
            Shop.as(role).get("/ops/orders/x/timeline").then().statusCode(403);
            Shop.as(role).body(WHY).post(any + "/compensate").then().statusCode(403);
            Shop.as(role).body(WHY).put("/ops/pauses/all").then().statusCode(403);
        }
    }

    @Test
    void aSagaThatWaitsIsListedAndShownInFull() {
        String id = shop.placedButNotPaid();

        assertThat(shop.listed("standing=open&definition=place-order")).contains(id);
        assertThat(shop.listed("standing=parked")).doesNotContain(id);
        shop.saga(id)
                .then()
                .body("standing", equalTo("RUNNING"))
                .body("position", equalTo("authorize-payment"))
                .body("orderState", equalTo("PROCESSING"))
                .body("tenant", equalTo("demo"))
                .body("steps.name", hasItems("reserve-stock", "authorize-payment", "confirm", "capture-payment"))
                .body("steps.find { it.name == 'authorize-payment' }.calls[0].participant", equalTo("payments"))
                .body("steps.find { it.name == 'authorize-payment' }.calls[0].progress", equalTo("ASKED"))
                .body("timeline.kind", hasItems("PLACED", "BEGUN", "ASKED", "DONE"));
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        shop.placedButNotPaid();
        shop.placedButNotPaid();

        Response first = ops().get("/ops/sagas?limit=1");
        first.then().statusCode(200).body("sagas", hasSize(1)).body("notAsked", empty());
        ops().queryParam("cursor", first.<String>path("next"))
                .get("/ops/sagas")
                .then()
                .body("sagas.id", not(hasItem(first.<String>path("sagas[0].id"))))
                .body("sagas.size()", greaterThan(0));
    }

    @Test
    void wrongQuestionsAreAnsweredWithTheField() {
        ops().get("/ops/sagas?standing=lost").then().statusCode(422).body("errors.pointer", contains("/standing"));
        ops().get("/ops/sagas?limit=0").then().statusCode(422).body("errors.pointer", contains("/limit"));
        ops().get("/ops/sagas?definition=x").then().statusCode(422).body("errors.pointer", contains("/definition"));
        ops().get("/ops/sagas?cursor=x").then().statusCode(400);
        ops().get("/ops/actions?saga=x").then().statusCode(422).body("errors.pointer", contains("/saga"));
        ops().get("/ops/sagas/x").then().statusCode(404);
        ops().get("/ops/orders/" + UUID.randomUUID() + "/timeline").then().statusCode(404);
    }

    @Test
    void aVerbNeedsAReasonAndASagaThatIsThere() {
        String id = shop.placedButNotPaid();

        shop.tell(id, "pause", "{}").then().statusCode(422).body("errors.pointer", contains("/reason"));
        shop.tell(id, "pause", "{\"reason\":\" \"}").then().statusCode(422);
        shop.tell(id, "pause", "{\"reason\":\"" + "x".repeat(501) + "\"}")
                .then()
                .statusCode(422);
        shop.tell(id, "pause", "[]").then().statusCode(400).contentType("application/problem+json");
        shop.tell(id, "skip", WHY).then().statusCode(422).body("errors.pointer", contains("/step"));
        shop.tell(shop.unknownId(), "pause", WHY).then().statusCode(404);
        shop.actions("saga=" + id).then().body("actions", empty());
    }

    @Test
    void aPausedSagaCanBeResumedButNotPausedAgain() {
        String id = shop.placedButNotPaid();

        shop.tell(id, "pause", WHY).then().statusCode(200).body("standing", equalTo("PAUSED"));
        shop.tell(id, "pause", WHY)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", equalTo("The saga is paused already."));
        shop.tell(id, "retry", WHY).then().statusCode(409).body("detail", containsString("resume it first"));
        assertThat(shop.listed("standing=paused")).contains(id);
        shop.tell(id, "resume", WHY).then().statusCode(200).body("standing", equalTo("RUNNING"));
        shop.tell(id, "resume", WHY).then().statusCode(409).body("detail", equalTo("The saga is not paused."));

        shop.actions("saga=" + id)
                .then()
                .body("actions.verb", contains("resume", "pause"))
                .body("actions.actor", everyItem(equalTo("ops-1")))
                .body("actions.reason", everyItem(equalTo("ticket 77")));
    }

    @Test
    void aSagaThatIsCompensatedRejectsItsOrder() {
        String id = shop.placedButNotPaid();

        shop.tell(id, "compensate", WHY).then().statusCode(200).body("phase", equalTo("COMPENSATING"));

        shop.decided(id)
                .then()
                .body("state", equalTo("REJECTED"))
                .body("reason", equalTo("compensated_by_ops"))
                .body("detail", equalTo("ticket 77"));
        shop.tell(id, "compensate", WHY).then().statusCode(409).body("detail", equalTo("The saga has ended."));
        assertThat(shop.story(id))
                .containsSubsequence(
                        "ops-1 of ops said compensate to the saga: ticket 77.",
                        "It turned back (compensated_by_ops): ticket 77.",
                        "Payments has let go of the money.",
                        "The order is rejected.");
    }

    @Test
    void aReturnAndACancelArePartOfTheStory() {
        String id = shop.placed("tok_approve");
        shop.decided(id);
        Shop.as("service")
                .header("Idempotency-Key", "\"r-1\"")
                .header("Prefer", "wait=20")
                .body("{\"lines\":[{\"line\":1,\"quantity\":2}],\"note\":\"too small\"}")
                .post("/v1/orders/" + id + "/returns")
                .then()
                .statusCode(either(is(200)).or(is(202)));
        shop.until(() -> shop.story(id).contains("The saga return-items 1 is done."));
        Shop.as("service")
                .header("Prefer", "wait=20")
                .body("{\"note\":\"moved away\"}")
                .post("/v1/orders/" + id + "/cancel")
                .then()
                .statusCode(either(is(200)).or(is(202)));
        shop.until(() -> shop.story(id).contains("The saga cancel-order 1 is done."));

        assertThat(shop.story(id))
                .containsSubsequence(
                        "17850 asked to return 2 × 85123A for GBP 5.10: returned (too small).",
                        "The saga return-items 1 began.",
                        "The return is accepted",
                        "Payments has refunded the money.",
                        "The saga return-items 1 is done.",
                        "17850 asked to cancel the order",
                        "The order is cancelled; from here on that is carried through.",
                        "The saga cancel-order 1 is done.");
    }

    @Test
    void aConfirmedOrderIsNotTurnedRound() throws SQLException {
        String id = shop.stuckAfterThePivot("capture-payment");

        shop.tell(id, "compensate", WHY).then().statusCode(409).body("detail", containsString("point of no return"));
    }

    @Test
    void aParkedStepCanBeSkipped() throws SQLException {
        String id = shop.stuckAfterThePivot("capture-payment");

        assertThat(shop.listed("standing=parked")).contains(id);
        shop.skip(id, "commit-stock").then().statusCode(409).body("detail", containsString("not stuck at"));
        shop.skip(id, "nonsense").then().statusCode(409).body("detail", containsString("nonsense"));
        shop.skip(id, "capture-payment").then().statusCode(200).body("phase", equalTo("COMPLETED"));
        shop.actions("order=" + id)
                .then()
                .body("actions.verb", contains("skip"))
                .body("actions[0].detail", containsString("capture-payment"));
    }

    @Test
    void whatOpsSkippedIsMadeUpForWhenTheReservationAsks() throws SQLException {
        String rejected = shop.placed("tok_decline_fraud");
        shop.decided(rejected);
        shop.skipped(rejected, "reserve-stock");
        String confirmed = shop.placed("tok_approve");
        shop.until(() -> shop.saga(confirmed).path("phase").equals("COMPLETED"));
        shop.skipped(confirmed, "commit-stock");

        assertThat(onItsReservationAsking(rejected)).containsExactly("waybill.inventory.release-stock.v1");
        assertThat(onItsReservationAsking(confirmed)).containsExactly("waybill.inventory.commit-stock.v1");
    }

    /** The types of what the saga says then; it has ended, and stays so. */
    private List<String> onItsReservationAsking(String order) {
        UUID id = UUID.fromString(order);
        Response before = shop.saga(order);
        String asker = before.path("steps[0].calls[0].participant");
        Request held = new Request(id, "reserve-stock", 1, Integer.parseInt(asker.replaceAll("\\D", "")));
        SagaBatch batch = sagas.run(shards.ofSlot(RoutedId.slotOf(id)), 1, transaction -> {
            SagaBatch locked = sagas.lock(transaction, List.of(id));
            locked.happen(id, new Happening.Questioned(held), null);
            return locked;
        });
        shop.saga(order).then().body("standing", equalTo("ENDED")).body("endedAt", equalTo(before.path("endedAt")));
        return batch.messages().stream().map(OutboxMessage::type).toList();
    }

    @Test
    void aParkedStepCanBeRetried() throws SQLException {
        String id = shop.stuckAfterThePivot("capture-payment");

        shop.tell(id, "retry", WHY).then().statusCode(200);

        shop.until(() -> shop.saga(id).path("phase").equals("COMPLETED"));
        shop.saga(id).then().body("parked", equalTo(null)).body("standing", equalTo("ENDED"));
    }

    @Test
    void whileAllArePausedOrdersAreTakenInAndNothingIsAsked() {
        ops().body(WHY).put("/ops/pauses/all").then().statusCode(200).body("shards.changed", everyItem(equalTo(true)));
        try {
            ops().body(WHY).put("/ops/pauses/all").then().body("shards.changed", everyItem(equalTo(false)));
            String id = shop.placed("tok_approve");
            shop.saga(id).then().body("standing", equalTo("HALTED")).body("position", equalTo("reserve-stock"));
            shop.tell(id, "resume", WHY).then().statusCode(409).body("detail", containsString("resume those"));
            ops().get("/ops/pauses")
                    .then()
                    .body("pauses.definition", everyItem(equalTo("all")))
                    .body("pauses.reason", everyItem(equalTo("ticket 77")))
                    .body("pauses", hasSize(4));

            ops().delete("/ops/pauses/all").then().statusCode(422).body("errors.pointer", contains("/reason"));
            ops().delete("/ops/pauses/all?reason=over").then().statusCode(200).body("paused", equalTo(false));
            shop.decided(id).then().body("state", equalTo("CONFIRMED"));
        } finally {
            ops().delete("/ops/pauses/all?reason=clean");
        }
        ops().delete("/ops/pauses/all?reason=again").then().body("shards.changed", everyItem(equalTo(false)));
        ops().body(WHY).put("/ops/pauses/nonsense").then().statusCode(404);
        shop.actions("limit=8").then().body("actions.definition", everyItem(equalTo("*")));
    }

    @Test
    void onePausedSagaStaysSoWhenAllOfItsKindGoOn() {
        String id = shop.placedButNotPaid();

        ops().body(WHY).put("/ops/pauses/place-order").then().statusCode(200);
        shop.tell(id, "pause", WHY).then().statusCode(200);
        shop.tell(id, "pause", WHY).then().statusCode(409);
        ops().delete("/ops/pauses/place-order?reason=over").then().statusCode(200);

        shop.saga(id).then().body("standing", equalTo("PAUSED"));
    }

    @Test
    void theApiSaysWhatItIs() {
        String api = ops().get(openapi).asString();

        assertThat(api).contains("/ops/sagas/{id}/compensate", "/ops/pauses/{definition}", "/ops/orders/{id}/timeline");
    }
}
