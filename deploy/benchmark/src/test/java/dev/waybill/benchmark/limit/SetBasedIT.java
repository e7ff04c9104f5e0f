package dev.waybill.benchmark.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.benchmark.shop.ServiceTables;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A limit counts only if it does all of the work. */
class SetBasedIT {
    private static final Servers SERVERS = TestServers.shared();

    @Test
    void takesEveryOrderToItsEnd() throws Exception {
        SetBased.Result result = SetBased.run(
                new ServiceTables(SERVERS.postgresAddress(), Path.of("../..")), Duration.ofMillis(200), 20, 2);

        assertThat(result.orders()).isPositive();
        assertThat(result.ordersPerSecond()).isPositive();
        long orders = result.orders();
        assertThat(count("limit_orders", "orders WHERE state = 'CONFIRMED' AND version = 2"))
                .isEqualTo(orders);
        assertThat(count("limit_orders", "order_items")).isEqualTo(3 * orders);
        assertThat(count("limit_orders", "idempotency_keys")).isEqualTo(orders);
        assertThat(count("limit_orders", "sagas WHERE phase = 'COMPLETED' AND ended_at IS NOT NULL"))
                .isEqualTo(orders);
        assertThat(count("limit_orders", "outbox")).isZero();
        assertThat(count("limit_inventory", "reservations WHERE state = 'COMMITTED' AND cardinality(skus) = 3"))
                .isEqualTo(orders);
        assertThat(count("limit_inventory", "stock, generate_series(1, sold)")).isEqualTo(3 * orders);
        assertThat(count("limit_inventory", "stock WHERE reserved <> 0")).isZero();
        assertThat(count("limit_payments", "payments WHERE state = 'CAPTURED'")).isEqualTo(orders);
        assertThat(count("limit_payments", "transfers")).isEqualTo(2 * orders);
    }

    private static long count(String database, String rows) throws Exception {
        try (Connection connection = SERVERS.connect(database)) {
            return Column.run(connection, "SELECT count(*) FROM " + rows).getFirst();
        }
    }
}
