package dev.waybill.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.delivery.TestBackends;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.sql.StatementCheck;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class OutboxStatementsIT {

    @Test
    void agreeWithTheMigratedTable() throws Exception {
        String database = TestBackends.unique("outbox_statements");
        TestServers.shared().createDatabase(database);
        try (TestBackends backends = new TestBackends()) {
            backends.shards(database);
            try (Connection connection = TestServers.shared().connect(database)) {
                StatementCheck check = new StatementCheck(connection);
                check.check(OutboxTable.class);
                check.check(Facts.class);
                assertThat(check.complaints()).isEmpty();
                assertThat(check.checked()).isEqualTo(5);
            }
        }
    }
}
