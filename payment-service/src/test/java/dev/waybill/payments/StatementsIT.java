package dev.waybill.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.servers.TestServers;
import dev.waybill.payments.auditing.PaymentAudit;
import dev.waybill.shards.sql.PlanCheck;
import dev.waybill.shards.sql.StatementCheck;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

/** Every statement of ours is one to Postgres too, and returns what its record says. */
@QuarkusTest
@QuarkusTestResource(PaymentServers.class)
class StatementsIT {

    @Test
    void agreeWithTheSchema() throws Exception {
        try (Connection connection = TestServers.shared().connect("payments_0")) {
            StatementCheck check = new StatementCheck(connection);
            check.check(PaymentStatements.class);
            check.check(OpenCalls.class);
            check.check(Class.forName("dev.waybill.payments.reading.PaymentsByOrder"));
            check.check(PaymentAudit.class);
            assertThat(check.complaints()).isEmpty();
            assertThat(check.checked()).isEqualTo(11);
        }
    }

    @Test
    void noStatementForManyRowsJoinsPairByPair() throws Exception {
        try (Connection connection = TestServers.shared().connect("payments_0")) {
            PlanCheck check = new PlanCheck(connection);
            check.check(PaymentStatements.class, "LOCK", "SAVE");
            check.check(OpenCalls.class, "TAKE_DUE", "TAKE_DUE_REFUNDS");
            assertThat(check.complaints()).isEmpty();
        }
    }
}
