package dev.waybill.stock.auditing;

import static dev.waybill.testing.Http.as;
import static dev.waybill.testing.Http.haveStock;
import static dev.waybill.testing.Http.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shards;
import dev.waybill.stock.SkuKey;
import dev.waybill.testing.Backends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drifts are planted by hand, behind the service's back, and found with their figures; and everything else is clean. */
@QuarkusTest
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "inventory"))
class StockAuditIT {

    private static final String SHOP = "audit-shop";
    private static final String SKU = "AUDITED";
    private static final String OF_SKU = " WHERE tenant = 'audit-shop' AND sku = 'AUDITED'";

    /** 4 units sold and 1 of them back, 3 held. */
    private static final String HISTORY = """
            INSERT INTO reservations (id, saga_id, step, attempt, participant, tenant, order_id, state, skus, quantities,
                                      returned, expires_at, created_at, updated_at)
            VALUES ('00000000-0000-0000-0000-00000000000a', gen_random_uuid(), 'reserve-stock', 1, 0, 'audit-shop',
                    gen_random_uuid(), 'COMMITTED', '{AUDITED}', '{4}', '{1}', NULL, now(), now()),
                   ('00000000-0000-0000-0000-00000000000b', gen_random_uuid(), 'reserve-stock', 1, 0, 'audit-shop',
                    gen_random_uuid(), 'RESERVED', '{AUDITED}', '{3}', '{}', now() + interval '1 day', now(), now())
            ON CONFLICT DO NOTHING;
            INSERT INTO stock_returns (id, saga_id, step, attempt, participant, tenant, order_id, reservation_id, skus,
                                       quantities, created_at)
            SELECT '00000000-0000-0000-0000-00000000000c', gen_random_uuid(), 'restock', 1, 0, 'audit-shop',
                   gen_random_uuid(), '00000000-0000-0000-0000-00000000000a', '{AUDITED}', '{1}', now()
            ON CONFLICT DO NOTHING;
            UPDATE stock SET available = 4, reserved = 3, sold = 4, returned = 1
            WHERE tenant = 'audit-shop' AND sku = 'AUDITED';
            """;

    @Inject
    Shards shards;

    private static boolean made;

    @BeforeEach
    void haveHistory() throws Exception {
        if (!made) {
            haveStock(SHOP, SKU, 10);
            execute(HISTORY);
            made = true;
        }
        assertThat(audit().getString("verdict")).isEqualTo("CLEAN");
    }

    @Test
    void onlyOpsMayLook() {
        as(SHOP, "service").post("/ops/audit:run").then().spec(problem(403));
        as(SHOP, "customer").get("/ops/audit").then().spec(problem(403));
        as(SHOP, "ops").get("/ops/audit").then().statusCode(200);
    }

    @Test
    void unitsThatNobodyHoldsAreFound() throws Exception {
        execute("UPDATE stock SET reserved = reserved + 2, available = available - 2" + OF_SKU);
        JsonPath report = audit();
        assertThat(report.getString("verdict")).isEqualTo("DRIFTING");
        assertThat(drifts(report)).containsExactly("reserved-units-are-held audit-shop/AUDITED");
        assertThat(report.getList("shards.checks.rows.flatten().found.reserved"))
                .containsExactly(5);
        assertThat(report.getList("shards.checks.rows.flatten().found.heldByReservations"))
                .containsExactly(3);
        execute("UPDATE stock SET reserved = reserved - 2, available = available + 2" + OF_SKU);
    }

    @Test
    void unitsSoldToNobodyAreFound() throws Exception {
        execute("UPDATE stock SET sold = sold + 1, received = received + 1" + OF_SKU);
        assertThat(drifts(audit()))
                .containsExactly(
                        "sold-units-are-committed audit-shop/AUDITED",
                        "received-units-have-receipts audit-shop/AUDITED");
        execute("UPDATE stock SET sold = sold - 1, received = received - 1" + OF_SKU);
    }

    @Test
    void aLostReturnIsFound() throws Exception {
        execute("UPDATE stock_returns SET quantities = '{2}' WHERE id = '00000000-0000-0000-0000-00000000000c'");
        assertThat(drifts(audit()))
                .containsExactly("returned-units-were-brought 00000000-0000-0000-0000-00000000000a/AUDITED");
        execute("UPDATE stock_returns SET quantities = '{1}' WHERE id = '00000000-0000-0000-0000-00000000000c'");
    }

    @Test
    void aDeafSagaIsFound() throws Exception {
        execute("UPDATE reservations SET asked = 10 WHERE id = '00000000-0000-0000-0000-00000000000b'");
        assertThat(drifts(audit()))
                .containsExactly("expired-reservations-are-answered 00000000-0000-0000-0000-00000000000b");
        execute("UPDATE reservations SET asked = 0 WHERE id = '00000000-0000-0000-0000-00000000000b'");
    }

    private static JsonPath audit() {
        return as(SHOP, "ops")
                .post("/ops/audit:run")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Each check that found something, with the first thing that it found. */
    private static List<String> drifts(JsonPath report) {
        return report.getList(
                "shards.checks.flatten().findAll { it.verdict == 'DRIFTING' }.collect { it.check + ' ' + it.rows[0].subject }");
    }

    private void execute(String sql) throws SQLException {
        String database = shards.ofSlot(new SkuKey(SHOP, SKU).slot()).name();
        try (Connection connection = TestServers.shared().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
