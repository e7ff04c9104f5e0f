package dev.waybill.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shards;
import dev.waybill.shards.sql.PlanCheck;
import dev.waybill.shards.sql.StatementCheck;
import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
class StatementsIT {

    @Inject
    Shards shards;

    @Test
    void everyStatementAgreesWithTheMigratedDatabase() throws Exception {
        String database = shards.all().getFirst().name();
        try (Connection connection = TestServers.shared().connect(database)) {
            StatementCheck check = new StatementCheck(connection);
            for (String repository : List.of(
                    "dev.waybill.checkout.Sagas",
                    "dev.waybill.checkout.SagaRescuer",
                    "dev.waybill.orders.placing.PlacedOrders",
                    "dev.waybill.orders.reading.StoredOrders",
                    "dev.waybill.reversals.Reversals",
                    "dev.waybill.delivery.outbox.OutboxTable")) {
                check.check(Class.forName(repository));
            }
            assertThat(check.complaints()).isEmpty();
            assertThat(check.checked()).isEqualTo(23);
        }
    }

    @Test
    void noStatementForManyRowsJoinsPairByPair() throws Exception {
        String database = shards.all().getFirst().name();
        try (Connection connection = TestServers.shared().connect(database)) {
            PlanCheck check = new PlanCheck(connection);
            check.check(Class.forName("dev.waybill.orders.placing.PlacedOrders"), "INSERT", "CLAIMS");
            check.check(Sagas.class, "LOCK", "LINES", "SAVE", "SAVE_KNOWN");
            check.check(SagaRescuer.class, "TAKE_OVERDUE");
            check.check(Class.forName("dev.waybill.reversals.Reversals"), "SAVE");
            assertThat(check.complaints()).isEmpty();
        }
    }
}
