package dev.waybill.payments.auditing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.waybill.auditing.AuditCheck;
import dev.waybill.auditing.DriftRow;
import dev.waybill.contracts.Reply.PaymentAuthorized;
import dev.waybill.contracts.Reply.PaymentCaptured;
import dev.waybill.contracts.Reply.PaymentRefunded;
import dev.waybill.contracts.Reply.PaymentVoided;
import dev.waybill.local.servers.TestServers;
import dev.waybill.payments.AnOrder;
import dev.waybill.payments.PaymentServers;
import dev.waybill.payments.SagaStandIn;
import dev.waybill.shards.Shards;
import dev.waybill.shards.sql.Statement;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit finds what nobody but a hand in the database can do, and puts its finger on it. */
@QuarkusTest
@QuarkusTestResource(PaymentServers.class)
class PaymentAuditIT {

    @Inject
    Shards shards;

    private final AnOrder order = AnOrder.inSlot(7);
    private final SagaStandIn saga = new SagaStandIn();

    @BeforeEach
    void pay() {
        saga.send(order.authorize("tok_approve"));
        saga.hear(PaymentAuthorized.class, order);
        saga.send(order.capture());
        saga.hear(PaymentCaptured.class, order);
        saga.send(order.refund(1, 300));
        saga.hear(PaymentRefunded.class, order);
    }

    @AfterEach
    void close() {
        saga.close();
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        AnOrder free = AnOrder.inSlot(7);
        saga.send(free.authorize("tok_approve", 0));
        saga.hear(PaymentAuthorized.class, free);
        AnOrder voidedFirst = AnOrder.inSlot(7);
        saga.send(voidedFirst.letGo());
        saga.hear(PaymentVoided.class, voidedFirst);
        assertThat(drifts(PaymentAudit.LEDGER)).isEmpty();
        assertThat(drifts(PaymentAudit.REFUNDS)).isEmpty();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void findsMoneyThatMovedWithoutReason() throws Exception {
        planted(
                "INSERT INTO transfers SELECT gen_random_uuid(), payment_id, tenant, order_id, 'VOID', 'authorized', 'customer', 1, currency, created_at FROM transfers WHERE kind = 'CAPTURE' AND order_id = '%s'",
                "ALTER TABLE transfers DISABLE TRIGGER USER; DELETE FROM transfers WHERE kind = 'VOID' AND order_id = '%s'; ALTER TABLE transfers ENABLE TRIGGER USER",
                () -> assertThat(drifts(PaymentAudit.LEDGER)).singleElement().satisfies(drift -> {
                    assertThat(drift.subject()).isEqualTo(order.id() + "/" + order.paymentId());
                    assertThat(drift.found()).contains("CAPTURED", "VOID", "4299");
                    assertThat(drift.drifts()).isEqualTo(1);
                }));
    }

    @Test
    void findsARefundThatIsDoneButHasNotMoved() throws Exception {
        planted(
                "UPDATE refunds SET state = 'REFUNDING', operation_since = '2999-01-01' WHERE order_id = '%s'",
                "UPDATE refunds SET state = 'REFUNDED', operation_since = NULL WHERE order_id = '%s'",
                () -> assertThat(drifts(PaymentAudit.REFUNDS))
                        .singleElement()
                        .satisfies(drift -> assertThat(drift.found()).contains("REFUNDING", "300")));
    }

    @Test
    void findsASumThatIsNotTheRefunds() throws Exception {
        planted(
                "ALTER TABLE payments DISABLE TRIGGER USER; UPDATE payments SET refunded = 0 WHERE order_id = '%s'",
                "UPDATE payments SET refunded = 300 WHERE order_id = '%s'; ALTER TABLE payments ENABLE TRIGGER USER",
                () -> assertThat(drifts(PaymentAudit.REFUNDS))
                        .singleElement()
                        .satisfies(drift -> assertThat(drift.found()).contains("\"refunded\" : 0")));
    }

    @Test
    void findsWhatHasBeenWaitedForTooLong() throws Exception {
        planted(
                "UPDATE refunds SET state = 'REFUNDING', operation_since = '2999-01-01', updated_at = now() - interval '11 minutes' WHERE order_id = '%s'",
                "UPDATE refunds SET state = 'REFUNDED', operation_since = NULL WHERE order_id = '%s'",
                () -> assertThat(waiting())
                        .extracting(DriftRow::subject)
                        .containsExactly(order.id() + "/" + order.refundId(1)));
    }

    @Test
    void opsAskForItAndNobodyElse() {
        given().auth()
                .oauth2(token("ops"))
                // The colon is part of the path.
                .urlEncodingEnabled(false)
                .post("/ops/audit:run")
                .then()
                .statusCode(200)
                .body("shards[0].checks.check", contains("payment-ledger", "payment-refunds", "payment-open-calls"));
        given().auth().oauth2(token("customer")).get("/ops/audit").then().statusCode(403);
    }

    /** A statement by hand and what is seen of it; put right again for the other tests. */
    private void planted(String wrong, String right, Runnable look) throws Exception {
        execute(wrong);
        try {
            look.run();
        } finally {
            execute(right);
        }
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = TestServers.shared().connect("payments_0");
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql.replace("%s", order.id().toString()));
        }
    }

    private List<DriftRow> drifts(Statement<AuditCheck.Shown, DriftRow> check) {
        return shards.ofSlot(7).run(check, new AuditCheck.Shown(10));
    }

    private List<DriftRow> waiting() {
        return shards.ofSlot(7).run(PaymentAudit.OPEN_CALLS, new PaymentAudit.Waiting(10, 600));
    }

    private static String token(String role) {
        return Jwt.issuer("https://waybill.local")
                .subject("someone")
                .groups(Set.of(role))
                .claim("tenant", AnOrder.TENANT)
                .sign();
    }
}
