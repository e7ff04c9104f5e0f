package dev.waybill.payments.reading;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.waybill.contracts.Reply.PaymentAuthorized;
import dev.waybill.contracts.Reply.PaymentCaptured;
import dev.waybill.contracts.Reply.PaymentRefunded;
import dev.waybill.payments.AnOrder;
import dev.waybill.payments.PaymentServers;
import dev.waybill.payments.SagaStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who sees which payment, and how a refusal reads. */
@QuarkusTest
@QuarkusTestResource(PaymentServers.class)
class PaymentsResourceIT {

    private final AnOrder order = AnOrder.any();

    @Test
    void showsAPaymentWithItsTransfers() {
        pay();
        get(order.id(), token("ops", "someone", AnOrder.TENANT))
                .statusCode(200)
                .body("orderId", equalTo(order.id().toString()))
                .body("payments", hasSize(1))
                .body("payments[0].state", equalTo("CAPTURED"))
                .body("payments[0].amount", equalTo(4299))
                .body("payments[0].refunded", equalTo(0))
                .body("payments[0].refunds", hasSize(0))
                .body("payments[0].transfers.kind", contains("AUTHORIZE", "CAPTURE"))
                .body("payments[0].transfers.credit", contains("authorized", "merchant"));
    }

    @Test
    void showsWhatIsGivenBack() {
        pay();
        try (SagaStandIn saga = new SagaStandIn()) {
            saga.send(order.refund(1, 300));
            saga.hear(PaymentRefunded.class, order);
        }
        get(order.id(), token("customer", "17850", AnOrder.TENANT))
                .statusCode(200)
                .body("payments[0].state", equalTo("CAPTURED"))
                .body("payments[0].amount", equalTo(4299))
                .body("payments[0].refunded", equalTo(300))
                .body("payments[0].refunds.amount", contains(300))
                .body("payments[0].refunds.state", contains("REFUNDED"))
                .body("payments[0].refunds.id", contains(order.refundId(1).toString()))
                .body("payments[0].transfers.kind", contains("AUTHORIZE", "CAPTURE", "REFUND"));
    }

    @Test
    void customersSeeTheirOwnOnly() {
        pay();
        get(order.id(), token("customer", "17850", AnOrder.TENANT)).statusCode(200);
        refused(404, get(order.id(), token("customer", "13047", AnOrder.TENANT)));
        refused(404, get(order.id(), token("ops", "someone", "another-shop")));
    }

    @Test
    void everyRefusalIsAProblem() {
        refused(404, get(order.id(), token("ops", "someone", AnOrder.TENANT)));
        refused(404, get(UUID.randomUUID(), token("ops", "someone", AnOrder.TENANT)));
        refused(400, get("no-id", token("ops", "someone", AnOrder.TENANT)));
        refused(403, get(order.id(), token("pricing", "someone", AnOrder.TENANT)));
        refused(403, get(order.id(), token("ops", "someone", "")));
        refused(401, get(order.id(), "forged"));
        refused(401, given().get("/v1/payments/" + order.id()).then());
        refused(
                405,
                given().auth()
                        .oauth2(token("ops", "someone", AnOrder.TENANT))
                        .delete("/v1/payments/" + order.id())
                        .then());
    }

    private void pay() {
        try (SagaStandIn saga = new SagaStandIn()) {
            saga.send(order.authorize("tok_approve"));
            saga.hear(PaymentAuthorized.class, order);
            saga.send(order.capture());
            saga.hear(PaymentCaptured.class, order);
        }
    }

    private static ValidatableResponse get(Object orderId, String token) {
        return given().auth().oauth2(token).get("/v1/payments/" + orderId).then();
    }

    private static void refused(int status, ValidatableResponse response) {
        response.statusCode(status).contentType("application/problem+json").body("status", equalTo(status));
    }

    private static String token(String role, String subject, String tenant) {
        return Jwt.issuer("https://waybill.local")
                .subject(subject)
                .groups(Set.of(role))
                .claim("tenant", tenant)
                .sign();
    }
}
