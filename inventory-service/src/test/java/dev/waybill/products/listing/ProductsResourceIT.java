package dev.waybill.products.listing;

import static dev.waybill.testing.Http.NDJSON;
import static dev.waybill.testing.Http.as;
import static dev.waybill.testing.Http.asService;
import static dev.waybill.testing.Http.haveProduct;
import static dev.waybill.testing.Http.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.waybill.local.keys.Caller;
import dev.waybill.testing.Backends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "inventory"))
class ProductsResourceIT {

    private static final String SHOP = "products-shop";

    @Test
    void aProductIsCreatedThenUpdatedThenLeftAlone() {
        put("CREATED", "Lantern", 255)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("version", is(1));
        put("CREATED", "Lantern", 275)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("price", is(275));
        put("CREATED", "Lantern", 275).then().statusCode(200).header("ETag", "\"2\"");
        asService(SHOP).get("/v1/products/CREATED").then().statusCode(200).body("name", equalTo("Lantern"));
    }

    @Test
    void aStaleWriterIsRefused() {
        haveProduct(SHOP, "STALE");
        withMatch("STALE", "\"1\"", 300).then().statusCode(200).header("ETag", "\"2\"");
        withMatch("STALE", "\"1\"", 301).then().spec(problem(412));
        withMatch("STALE", "no tag", 301).then().spec(problem(412));
        withMatch("NEVER-MADE", "\"1\"", 301).then().spec(problem(412));
    }

    @Test
    void aReaderWhoHasTheVersionIsTold() {
        haveProduct(SHOP, "SEEN");
        asService(SHOP)
                .header("If-None-Match", "\"1\"")
                .get("/v1/products/SEEN")
                .then()
                .statusCode(304);
        asService(SHOP)
                .header("If-None-Match", "\"0\"")
                .get("/v1/products/SEEN")
                .then()
                .statusCode(200);
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        asService(SHOP)
                .contentType("application/json")
                .body("""
                        {"name":"a\\u0000b","price":-1,"currency":"XYZW"}
                        """)
                .put("/v1/products/" + "X".repeat(65))
                .then()
                .spec(problem(422))
                .body("errors.pointer", containsInAnyOrder("/sku", "/name", "/price", "/currency", "/active"));
    }

    @Test
    void whatIsNoJsonIsMalformed() {
        asService(SHOP)
                .contentType("application/json")
                .body("{")
                .put("/v1/products/A")
                .then()
                .spec(problem(400));
        asService(SHOP)
                .contentType("application/json")
                .body("[]")
                .put("/v1/products/A")
                .then()
                .spec(problem(400));
        asService(SHOP)
                .contentType("application/json")
                .put("/v1/products/A")
                .then()
                .spec(problem(400));
        asService(SHOP)
                .contentType("text/plain")
                .body("x")
                .put("/v1/products/A")
                .then()
                .spec(problem(415));
        asService(SHOP).delete("/v1/products/A").then().spec(problem(405));
    }

    @Test
    void onlyStaffOfTheShopMayWriteAndNobodyReadsAnothersProducts() {
        haveProduct(SHOP, "OURS");
        as("another-shop", "ops").get("/v1/products/OURS").then().spec(problem(404));
        as(SHOP, "customer").get("/v1/products/OURS").then().statusCode(200);
        as(SHOP, "customer")
                .contentType("application/json")
                .body("{}")
                .put("/v1/products/A")
                .then()
                .spec(problem(403));
        RestAssured.get("/v1/products/OURS").then().spec(problem(401));
        RestAssured.given()
                .header("Authorization", "Bearer nonsense")
                .get("/v1/products/OURS")
                .then()
                .spec(problem(401));
        RestAssured.given()
                .header("Authorization", "Bearer " + Backends.token(new Caller("tester", "", List.of("ops"))))
                .get("/v1/products/OURS")
                .then()
                .spec(problem(403));
    }

    @Test
    void aBatchAnswersEachLineAndGoodOnesSurviveBadOnes() {
        haveProduct(SHOP, "KNOWN");
        String answer = asService(SHOP)
                .contentType(NDJSON)
                .body("""
                        {"sku":"NEW","name":"New","price":1,"currency":"GBP","active":true}
                        {"sku":"KNOWN","name":"Any product","price":255,"currency":"GBP","active":true}

                        nonsense
                        {"sku":"BAD","name":"","price":1.5,"currency":"GBP","active":true}
                        {"sku":"NEW","name":"New","price":2,"currency":"GBP","active":true}
                        """)
                .post("/v1/products:batch")
                .then()
                .statusCode(200)
                .contentType(NDJSON)
                .extract()
                .asString();
        String[] lines = answer.split("\n");
        assertThat(lines).hasSize(5);
        assertThat(lines[0]).isEqualTo("{\"line\":1,\"sku\":\"NEW\",\"status\":\"created\",\"version\":1}");
        assertThat(lines[1]).isEqualTo("{\"line\":2,\"sku\":\"KNOWN\",\"status\":\"unchanged\",\"version\":1}");
        assertThat(lines[2]).startsWith("{\"line\":4,\"problem\":").contains("\"status\":400");
        assertThat(lines[3]).startsWith("{\"line\":5,\"problem\":").contains("/name", "/price");
        assertThat(lines[4]).isEqualTo("{\"line\":6,\"sku\":\"NEW\",\"status\":\"updated\",\"version\":2}");
    }

    @Test
    void aCatalogueOfThousandsGoesInOneRequest() {
        String catalogue = IntStream.range(0, 3_500)
                .mapToObj(
                        "{\"sku\":\"MANY-%d\",\"name\":\"One of many\",\"price\":1,\"currency\":\"GBP\",\"active\":true}\n"
                                ::formatted)
                .collect(Collectors.joining());
        String answer = asService(SHOP)
                .contentType(NDJSON)
                .body(catalogue)
                .post("/v1/products:batch")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(answer.lines()).hasSize(3_500).allMatch(line -> line.contains("\"status\":\"created\""));
    }

    private static io.restassured.response.Response put(String sku, String name, int price) {
        return asService(SHOP)
                .contentType("application/json")
                .body("{\"name\":\"%s\",\"price\":%d,\"currency\":\"GBP\",\"active\":true}".formatted(name, price))
                .put("/v1/products/" + sku);
    }

    private static io.restassured.response.Response withMatch(String sku, String tag, int price) {
        return asService(SHOP)
                .contentType("application/json")
                .header("If-Match", tag)
                .body("{\"name\":\"Any product\",\"price\":%d,\"currency\":\"GBP\",\"active\":true}".formatted(price))
                .put("/v1/products/" + sku);
    }
}
