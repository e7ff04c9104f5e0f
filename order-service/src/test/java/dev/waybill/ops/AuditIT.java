package dev.waybill.ops;

import static dev.waybill.ops.Shop.ops;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.shards.Shards;
import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plants what no code should ever do, and has it found. */
@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
class AuditIT {

    @Inject
    Shards shards;

    private Shop shop;

    @BeforeEach
    void shop() {
        shop = new Shop(shards);
    }

    @Test
    void ordersInHealthAreNoDrift() {
        String waiting = shop.placedButNotPaid();
        String rejected = shop.placed("tok_decline_fraud");
        String confirmed = shop.placed("tok_approve");
        shop.decided(rejected);
        shop.decided(confirmed);

        JsonPath report = audited();

        assertThat(report.getString("verdict")).isNotEqualTo("NOT_CHECKED");
        assertThat(report.<String>getList("shards.checks.flatten().rows.flatten().subject"))
                .doesNotContain(waiting, rejected, confirmed);
    }

    @Test
    void anOrderWithoutItsSagaIsFound() throws SQLException {
        String id = shop.placedButNotPaid();
        shop.change(id, "DELETE FROM sagas WHERE id = ?::uuid");

        assertThat(found("undecided-orders")).contains(id);
    }

    @Test
    void aStateThatNoSagaHasBroughtAboutIsFound() throws SQLException {
        String rejected = shop.placed("tok_approve");
        String cancelled = shop.placed("tok_approve");
        shop.decided(rejected);
        shop.decided(cancelled);
        shop.change(rejected, "UPDATE orders SET state = 'REJECTED', reason = 'none' WHERE id = ?::uuid");
        shop.change(cancelled, "UPDATE orders SET state = 'CANCELLED' WHERE id = ?::uuid");

        assertThat(found("order-states")).contains(rejected, cancelled);
    }

    @Test
    void aSagaThatNobodyLooksAfterIsFound() throws SQLException {
        String id = shop.placedButNotPaid();
        shop.change(id, """
                UPDATE sagas SET due_at = NULL, updated_at = now() - interval '1 hour' WHERE id = ?::uuid
                """);

        assertThat(found("stuck-sagas")).contains(id);
    }

    @Test
    void aCancelThatWaitsForNothingIsFound() throws SQLException {
        String id = shop.unknownId();
        shop.change(id, """
                INSERT INTO reversals (id, order_id, tenant, kind, state, lines, restock, refund, authorization_attempt,
                                       reason, requested_by, requested_at)
                SELECT i, i, 'demo', 'CANCEL', 'WAITING', '[]', '{}', 0, 1, 'planted', 'tests', now() - interval '1 hour'
                FROM (SELECT ?::uuid AS i) planted
                """);
        try {
            assertThat(found("waiting-reversals")).contains(id);
        } finally {
            shop.change(id, "DELETE FROM reversals WHERE id = ?::uuid");
        }
    }

    @Test
    void aVersionThatNoSagaHasGivenIsFound() throws SQLException {
        String id = shop.placed("tok_approve");
        shop.decided(id);
        shop.change(id, "UPDATE orders SET version = version + 1 WHERE id = ?::uuid");

        assertThat(found("order-versions")).contains(id);
    }

    @Test
    void unitsThatNoReturnBroughtBackAreFound() throws SQLException {
        String id = shop.placed("tok_approve");
        shop.decided(id);
        shop.change(id, "UPDATE order_items SET returned = 1 WHERE order_id = ?::uuid AND line = 1");

        assertThat(found("returned-items")).contains(id + "/85123A");
    }

    private static List<String> found(String check) {
        return audited()
                .getList(
                        "shards.checks.flatten().findAll { it.check == '%s' }.rows.flatten().subject".formatted(check));
    }

    private static JsonPath audited() {
        return ops().urlEncodingEnabled(false)
                .post("/ops/audit:run")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
