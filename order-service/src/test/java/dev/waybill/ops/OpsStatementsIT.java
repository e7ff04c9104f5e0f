package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shards;
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
class OpsStatementsIT {

    @Inject
    Shards shards;

    @Test
    void everyStatementAgreesWithTheMigratedDatabase() throws Exception {
        String database = shards.all().getFirst().name();
        try (Connection connection = TestServers.shared().connect(database)) {
            StatementCheck check = new StatementCheck(connection);
            for (String repository : List.of(
                    "dev.waybill.auditing.standing.ShardStandings",
                    "dev.waybill.console.flow.FlowBoard",
                    "dev.waybill.console.orders.OrderSearch",
                    "dev.waybill.ops.actions.Actions",
                    "dev.waybill.ops.auditing.OrderChecks",
                    "dev.waybill.ops.intervening.Interventions",
                    "dev.waybill.ops.pausing.Pauses",
                    "dev.waybill.ops.sagas.StoredSagas",
                    "dev.waybill.ops.timeline.Histories",
                    "dev.waybill.ops.watching.SagaGauges")) {
                check.check(Class.forName(repository));
            }
            assertThat(check.complaints()).isEmpty();
            assertThat(check.checked()).isEqualTo(25);
        }
    }
}
