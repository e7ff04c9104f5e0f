package dev.waybill.delivery.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.delivery.TestBackends;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.sql.StatementCheck;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class ParkingStatementsIT {

    @Test
    void agreeWithTheMigratedTables() throws Exception {
        String database = TestBackends.unique("parking_statements");
        TestServers.shared().createDatabase(database);
        try (TestBackends backends = new TestBackends()) {
            backends.shards(database);
            try (Connection connection = TestServers.shared().connect(database)) {
                StatementCheck check = new StatementCheck(connection);
                check.check(ParkingTable.class);
                check.check(Succession.class);
                assertThat(check.complaints()).isEmpty();
                assertThat(check.checked()).isEqualTo(6);
            }
        }
    }
}
