package dev.waybill.stock.receiving;

import static dev.waybill.testing.Http.NDJSON;
import static dev.waybill.testing.Http.as;
import static dev.waybill.testing.Http.asService;
import static dev.waybill.testing.Http.haveProduct;
import static dev.waybill.testing.Http.haveStock;
import static dev.waybill.testing.Http.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.waybill.testing.Backends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "inventory"))
class StockResourceIT {

    private static final String SHOP = "stock-shop";

    @Test
    void aNewProductHasNoUnits() {
        haveProduct(SHOP, "EMPTY");
        as(SHOP, "customer").get("/v1/stock/EMPTY").then().statusCode(200).body("onHand", is(0));
        asService(SHOP).get("/v1/stock/NOBODY-KNOWS").then().spec(problem(404));
    }

    @Test
    void aReceiptCountsOnce() {
        haveProduct(SHOP, "ONCE");
        receive("ONCE", "note-1", 5).then().statusCode(201).body("status", equalTo("received"));
        receive("ONCE", "note-1", 5).then().statusCode(200).body("status", equalTo("repeated"));
        receive("ONCE", "note-1", 6).then().spec(problem(409));
        asService(SHOP)
                .get("/v1/stock/ONCE")
                .then()
                .body("onHand", is(5))
                .body("available", is(5))
                .body("received", is(5));
    }

    @Test
    void goodsOfAnUnknownSkuAreRefused() {
        receive("UNKNOWN", "note-2", 5).then().spec(problem(404));
        receive("UNKNOWN", "", 0).then().spec(problem(422)).body("errors.size()", is(2));
        as(SHOP, "customer")
                .contentType("application/json")
                .body("{}")
                .post("/v1/stock/UNKNOWN/receipts")
                .then()
                .spec(problem(403));
    }

    @Test
    void aBatchOfReceiptsAnswersEachLine() {
        haveStock(SHOP, "HERE", 1);
        String answer = asService(SHOP)
                .contentType(NDJSON)
                .body("""
                        {"receiptId":"b-1","sku":"HERE","quantity":2}
                        {"receiptId":"b-1","sku":"HERE","quantity":2}
                        {"receiptId":"b-1","sku":"HERE","quantity":3}
                        {"receiptId":"b-2","sku":"NOWHERE","quantity":3}
                        {"receiptId":"b-3","sku":"HERE"}
                        """)
                .post("/v1/stock/receipts:batch")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String[] lines = answer.split("\n");
        assertThat(lines).hasSize(5);
        assertThat(lines[0]).contains("\"line\":1", "\"received\"");
        assertThat(lines[1]).contains("\"line\":2", "\"repeated\"");
        assertThat(lines[2]).contains("\"line\":3", "\"problem\"", "409");
        assertThat(lines[3]).contains("\"line\":4", "\"problem\"", "404");
        assertThat(lines[4]).contains("\"line\":5", "\"problem\"", "/quantity");
        asService(SHOP).get("/v1/stock/HERE").then().body("onHand", is(3));
    }

    private static Response receive(String sku, String receiptId, int quantity) {
        return asService(SHOP)
                .contentType("application/json")
                .body("{\"receiptId\":\"%s\",\"quantity\":%d}".formatted(receiptId, quantity))
                .post("/v1/stock/" + sku + "/receipts");
    }

    @Test
    void whatCannotBeASkuIsNotFound() {
        asService("any").get("/v1/stock/a%00b").then().spec(problem(404));
        asService("any").get("/v1/products/a%00b").then().spec(problem(404));
    }
}
