package dev.waybill.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import dev.waybill.products.Products;
import dev.waybill.shards.sql.PlanCheck;
import dev.waybill.shards.sql.StatementCheck;
import dev.waybill.testing.Backends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "inventory"))
class StatementsIT {

    private final Servers servers = TestServers.shared();

    @Test
    void everyStatementAgreesWithTheDatabase() throws Exception {
        try (Connection connection = servers.connect("inventory_0")) {
            StatementCheck check = new StatementCheck(connection);
            check.check(StockTable.class);
            check.check(Products.class);
            check.check(Class.forName("dev.waybill.stock.reserving.Reservations"));
            check.check(Class.forName("dev.waybill.stock.reserving.ReservationExpirer"));
            check.check(Class.forName("dev.waybill.stock.auditing.StockAudit"));
            check.check(Class.forName("dev.waybill.stock.receiving.Receipts"));
            assertThat(check.complaints()).isEmpty();
            assertThat(check.checked()).isEqualTo(20);
        }
    }

    @Test
    void noStatementForManyRowsJoinsPairByPair() throws Exception {
        try (Connection connection = servers.connect("inventory_0")) {
            PlanCheck check = new PlanCheck(connection);
            check.check(StockTable.class, "MOVE");
            check.check(Class.forName("dev.waybill.stock.reserving.Reservations"), "FIND", "SAVE");
            check.check(Products.class, "LOCK", "SAVE");
            check.check(Class.forName("dev.waybill.stock.receiving.Receipts"), "FIND", "INSERT");
            assertThat(check.complaints()).isEmpty();
        }
    }
}
