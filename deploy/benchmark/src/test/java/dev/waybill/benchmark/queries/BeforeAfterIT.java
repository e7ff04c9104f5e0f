package dev.waybill.benchmark.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.benchmark.queries.BeforeAfter.Row;
import dev.waybill.benchmark.shop.ServiceTables;
import dev.waybill.local.servers.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeforeAfterIT {

    @Test
    void measuresBothWaysOfEachTask() throws SQLException {
        List<Row> rows =
                BeforeAfter.measure(new ServiceTables(TestServers.shared().postgresAddress(), Path.of("../..")), 9);

        assertThat(rows)
                .extracting(Row::what)
                .containsExactly(
                        "order creation (20 items)",
                        "order creation (5 items)",
                        "product search (by prefix)",
                        "filter (what is off sale)",
                        "a customer's orders (a page)");
        // Which way is faster is for a quiet machine to say.
        assertThat(rows).allSatisfy(row -> assertThat(row.ratio()).isPositive());
    }
}
