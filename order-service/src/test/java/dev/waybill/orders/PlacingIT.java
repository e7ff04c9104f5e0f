package dev.waybill.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.either;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.waybill.local.keys.Caller;
import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
class PlacingIT {

    private static final String ORDER = """
            {"customer":{"id":"17850","name":"Ada","email":"ada@example.org"},"currency":"GBP",
             "paymentToken":"%s","lines":[{"sku":"85123A","quantity":6,"price":255},{"sku":"71053","quantity":2,"price":339}]}
            """;

    @Test
    void anOrderIsConfirmedWhenStockAndPaymentSayYes() {
        Response placed = as("pricing")
                .header("Prefer", "wait=20")
                .body(ORDER.formatted("tok_approve"))
                .post("/v1/orders");

        placed.then()
                .statusCode(200)
                .body("state", equalTo("CONFIRMED"))
                .body("total", equalTo(6 * 255 + 2 * 339))
                .body("lines", hasSize(2))
                .header("Location", startsWith("/v1/orders/"));
        as("service").get(placed.header("Location")).then().statusCode(200).body("state", equalTo("CONFIRMED"));
    }

    @Test
    void aDeclinedPaymentRejectsTheOrderWithItsReason() {
        as("pricing")
                .header("Prefer", "wait=20")
                .body(ORDER.formatted("tok_decline_fraud"))
                .post("/v1/orders")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"))
                .body("reason", equalTo("payment_declined"));
    }

    @Test
    void missingStockRejectsTheOrderWithItsReason() {
        as("pricing")
                .header("Prefer", "wait=20")
                .body(ORDER.formatted("tok_approve").replace("71053", "OUT-OF-STOCK"))
                .post("/v1/orders")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"))
                .body("reason", equalTo("out_of_stock"));
    }

    @Test
    void oneKeyMakesOneOrder() {
        String key = UUID.randomUUID().toString();
        String first =
                placeUnder(key, ORDER.formatted("tok_approve")).then().extract().path("id");

        placeUnder('"' + key + '"', ORDER.formatted("tok_approve")).then().body("id", equalTo(first));
        placeUnder(key, ORDER.formatted("tok_other"))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:waybill:problem:idempotency-key-reused"));
    }

    @Test
    void aRepeatIsAnsweredEvenIfTheCatalogueWouldRefuseItNow() {
        String key = UUID.randomUUID().toString();
        String first =
                placeUnder(key, ORDER.formatted("tok_approve")).then().extract().path("id");

        // To a caller that sets no prices the products are unknown, as if they had been withdrawn since.
        RequestSpecification customer = asCustomer("17850").header("Idempotency-Key", key);
        customer.body(ORDER.formatted("tok_approve"))
                .post("/v1/orders")
                .then()
                .statusCode(either(is(200)).or(is(202)))
                .body("id", equalTo(first));
    }

    @Test
    void nobodyCanWatchSomebodyElsesOrder() {
        String location = as("pricing")
                .body(ORDER.formatted("tok_approve"))
                .post("/v1/orders")
                .header("Location");

        asCustomer("17851")
                .accept("text/event-stream")
                .get(location + "/events")
                .then()
                .statusCode(404);
    }

    @Test
    void oneFieldHasOneValue() {
        as("pricing")
                .body("{\"currency\":\"GBP\",\"currency\":\"EUR\"}")
                .post("/v1/orders")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void aTokenThatNamesNobodyUsableIsRefused() {
        asCustomer("a\0b").get("/v1/orders").then().statusCode(403);
        asCustomer("x".repeat(5_000)).get("/v1/orders").then().statusCode(403);
    }

    @Test
    void aGuestsRetryFindsItsOrder() {
        String key = UUID.randomUUID().toString();
        String guest = ORDER.formatted("tok_approve").replace("\"id\":\"17850\",", "");

        String first = placeUnder(key, guest)
                .then()
                .body("guest", equalTo(true))
                .extract()
                .path("id");
        String second = placeUnder(key, guest).then().extract().path("id");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        as("pricing")
                .body("""
                        {"customer":{"id":"1","name":"a\\u0000b","email":"nobody"},"currency":"XXZ",
                         "lines":[{"sku":"A","quantity":0},{"quantity":"two","price":1.5},7]}
                        """)
                .post("/v1/orders")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body(
                        "errors.pointer",
                        hasItems(
                                "/customer/name",
                                "/customer/email",
                                "/currency",
                                "/paymentToken",
                                "/lines/0/quantity",
                                "/lines/1/sku",
                                "/lines/1/quantity",
                                "/lines/1/price",
                                "/lines/2"));
    }

    @Test
    void whatIsNoJsonIsRefused() {
        as("pricing")
                .body("{\"lines\":[")
                .post("/v1/orders")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void withoutATokenNothingGoes() {
        given().contentType(ContentType.JSON)
                .body(ORDER.formatted("tok_approve"))
                .post("/v1/orders")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void aCustomerSeesOwnOrdersOnly() {
        String location = as("pricing")
                .body(ORDER.formatted("tok_approve"))
                .post("/v1/orders")
                .header("Location");

        asCustomer("17850").get(location).then().statusCode(200);
        asCustomer("17851").get(location).then().statusCode(404).contentType("application/problem+json");
        asCustomer("17851").get("/v1/orders?customerId=17850").then().statusCode(403);
    }

    @Test
    void anUnknownProductIsNotSold() {
        asCustomer("17850")
                .body(ORDER.formatted("tok_approve"))
                .post("/v1/orders")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/lines/0/sku", "/lines/1/sku"));
    }

    @Test
    void aCustomersOrdersComeNewestFirstPageByPage() {
        String customer = "pages-" + UUID.randomUUID();
        String body = ORDER.formatted("tok_approve").replace("17850", customer);
        for (int i = 0; i < 3; i++) {
            as("pricing").body(body).post("/v1/orders").then().statusCode(202);
        }

        Response first = as("service").get("/v1/orders?limit=2&customerId=" + customer);
        first.then().statusCode(200).body("orders", hasSize(2)).header("Link", startsWith("</v1/orders?"));
        as("service")
                .queryParam("customerId", customer)
                .queryParam("cursor", first.<String>path("next"))
                .get("/v1/orders")
                .then()
                .body("orders", hasSize(1))
                .body("next", equalTo(null));
        as("service")
                .get("/v1/orders?cursor=nonsense&customerId=" + customer)
                .then()
                .statusCode(400);
    }

    @Test
    void statesAreStreamedUntilTheOrderIsDecided() {
        String location = as("pricing")
                .body(ORDER.formatted("tok_approve"))
                .post("/v1/orders")
                .header("Location");

        String events = as("service")
                .accept("text/event-stream")
                .get(location + "/events")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(events).contains("event:order").contains("CONFIRMED");
    }

    @Test
    void anOrderOfTwelveHundredLinesIsConfirmed() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_200; i++) {
            lines.append(i == 0 ? "" : ",").append("{\"sku\":\"S%d\",\"quantity\":1,\"price\":5}".formatted(i));
        }
        String body = """
                {"currency":"GBP","paymentToken":"tok_approve","lines":[%s]}
                """.formatted(lines);

        as("pricing")
                .header("Prefer", "wait=20")
                .body(body)
                .post("/v1/orders")
                .then()
                .statusCode(200)
                .body("state", equalTo("CONFIRMED"))
                .body("lines", hasSize(1_200));
    }

    private static Response placeUnder(String key, String body) {
        return as("pricing").header("Idempotency-Key", key).body(body).post("/v1/orders");
    }

    private static RequestSpecification as(String role) {
        return with(Caller.of(role, "tester"));
    }

    private static RequestSpecification asCustomer(String id) {
        return with(Caller.of("customer", id));
    }

    private static RequestSpecification with(Caller caller) {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + Backends.token(caller));
    }
}
