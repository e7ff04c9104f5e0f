package dev.waybill.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.keys.Caller;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shards;
import dev.waybill.testing.Backends;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A shop's orders in the states that ops meets them in, and what ops asks of them. */
public final class Shop {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String ORDER = """
            {"customer":{"id":"17850"},"currency":"GBP","paymentToken":"%s",
             "lines":[{"sku":"85123A","quantity":6,"price":255},{"sku":"71053","quantity":2,"price":339}]}
            """;

    private final Shards shards;

    public Shop(Shards shards) {
        this.shards = shards;
    }

    static RequestSpecification ops() {
        return with(Caller.of("ops", "ops-1"));
    }

    static RequestSpecification as(String role) {
        return with(Caller.of(role, "17850"));
    }

    String placed(String paymentToken) {
        return as("pricing")
                .body(ORDER.formatted(paymentToken))
                .post("/v1/orders")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** Its stock is reserved, and its payment is waited for. */
    public String placedButNotPaid() {
        String id = placed("tok_silent");
        until(() -> saga(id).path("position").equals("authorize-payment"));
        return id;
    }

    /** Confirmed, sold, and given up at a step whose participant never answered. */
    String stuckAfterThePivot(String step) throws SQLException {
        String id = placed("tok_approve");
        until(() -> saga(id).path("phase").equals("COMPLETED"));
        change(id, """
                UPDATE sagas
                SET phase = 'FORWARD', ended_at = NULL, due_at = NULL, parked_reason = 'nobody answered',
                    steps = jsonb_set(steps, '{%1$s,calls,0}',
                      (steps #> '{%1$s,calls,0}') - 'due' || '{"progress":"ASKED","sends":9}')
                WHERE id = ?::uuid
                """.formatted(step));
        return id;
    }

    /** Its ended saga, as if ops had skipped the step. */
    void skipped(String id, String step) throws SQLException {
        change(id, """
                UPDATE sagas
                SET steps = jsonb_set(steps, '{%1$s,calls}',
                  (SELECT jsonb_object_agg(c.key, c.value || '{"progress":"SKIPPED"}')
                   FROM jsonb_each(steps #> '{%1$s,calls}') AS c))
                WHERE id = ?::uuid AND ended_at IS NOT NULL
                """.formatted(step));
    }

    /** The order, once it is decided. */
    Response decided(String id) {
        as("service")
                .accept("text/event-stream")
                .get("/v1/orders/" + id + "/events")
                .asString();
        return as("service").get("/v1/orders/" + id);
    }

    Response saga(String id) {
        return ops().get("/ops/sagas/" + id);
    }

    /** What happened to the order, as lines. */
    String story(String id) {
        return ops().accept("text/plain")
                .get("/ops/orders/" + id + "/timeline")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    List<String> listed(String query) {
        return ops().get("/ops/sagas?limit=500&" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("sagas.id");
    }

    Response tell(String id, String verb, String body) {
        return ops().body(body).post("/ops/sagas/" + id + "/" + verb);
    }

    Response skip(String id, String step) {
        return tell(id, "skip", "{\"reason\":\"ticket 77\",\"step\":\"%s\"}".formatted(step));
    }

    Response actions(String query) {
        return ops().get("/ops/actions?" + query);
    }

    String unknownId() {
        return RoutedId.create(7, Instant.EPOCH, new Random(3)).toString();
    }

    /** Asks until it is so; each question takes the time of a request. */
    void until(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited for").isBefore(end);
        }
    }

    /** What no call can do. */
    void change(String id, String sql) throws SQLException {
        String database = shards.ofSlot(RoutedId.slotOf(UUID.fromString(id))).name();
        try (Connection connection = TestServers.shared().connect(database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static RequestSpecification with(Caller caller) {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + Backends.token(caller));
    }
}
