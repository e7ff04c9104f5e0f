package dev.waybill.testing;

import dev.waybill.local.keys.Caller;
import io.restassured.RestAssured;
import io.restassured.builder.ResponseSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.restassured.specification.ResponseSpecification;
import java.util.List;

/** Requests to the service under test. */
public final class Http {

    public static final String NDJSON = "application/x-ndjson";

    private Http() {}

    /** A request of the shop's back end. */
    public static RequestSpecification asService(String tenant) {
        return as(tenant, "service");
    }

    public static RequestSpecification as(String tenant, String role) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs(NDJSON, ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Authorization", "Bearer " + Backends.token(new Caller("tester", tenant, List.of(role))));
    }

    /** A problem of that status. */
    public static ResponseSpecification problem(int status) {
        return new ResponseSpecBuilder()
                .expectStatusCode(status)
                .expectContentType("application/problem+json")
                .build();
    }

    /** The shop has the product. */
    public static void haveProduct(String tenant, String sku) {
        asService(tenant)
                .contentType("application/json")
                .body("""
                        {"name":"Any product","price":255,"currency":"GBP","active":true}
                        """)
                .put("/v1/products/" + sku)
                .then()
                .statusCode(201);
    }

    /** The shop has the product, and so many units of it. */
    public static void haveStock(String tenant, String sku, long quantity) {
        haveProduct(tenant, sku);
        asService(tenant)
                .contentType("application/json")
                .body("{\"receiptId\":\"first of %s\",\"quantity\":%d}".formatted(sku, quantity))
                .post("/v1/stock/" + sku + "/receipts")
                .then()
                .statusCode(201);
    }
}
