package dev.waybill.stock.reserving;

import static dev.waybill.stock.reserving.Commands.commit;
import static dev.waybill.stock.reserving.Commands.line;
import static dev.waybill.stock.reserving.Commands.received;
import static dev.waybill.stock.reserving.Commands.release;
import static dev.waybill.stock.reserving.Commands.reserve;
import static dev.waybill.stock.reserving.Commands.takeBack;
import static dev.waybill.testing.Http.haveStock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardsConfig;
import dev.waybill.stock.SkuKey;
import dev.waybill.testing.Backends;
import dev.waybill.testing.CountedShards;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "inventory"))
class ReservingStatementsIT {

    private static final String SHOP = "statements-shop";

    @Inject
    ShardsConfig config;

    @Inject
    ReservingConfig reservingConfig;

    @Inject
    KafkaClients kafka;

    @Inject
    Vertx vertx;

    @Test
    void aBatchIsSixStatementsWhateverItsSize() {
        haveStock(SHOP, "COUNTED", 150);
        try (CountedShards counted = new CountedShards(config, kafka, vertx)) {
            int number = new SkuKey(SHOP, "COUNTED").slot() < 2048 ? 0 : 1;
            Shard shard = counted.shard(number);
            Reserving reserving = new Reserving(counted.relay(), Clock.systemUTC(), reservingConfig, counted.metrics());
            List<ReserveStock> many = Stream.generate(() -> reserve(SHOP, number, line("COUNTED", 1)))
                    .limit(200)
                    .toList();
            List<InventoryCommand> mixed = Stream.<InventoryCommand>concat(
                            many.stream().limit(70).map(Commands::commit),
                            many.stream().skip(70).limit(70).map(Commands::release))
                    .toList();
            assertThat(statements(counted, shard, reserving, many.subList(0, 1)))
                    .isEqualTo(6);
            assertThat(statements(counted, shard, reserving, many)).isEqualTo(6);
            assertThat(statements(counted, shard, reserving, mixed)).isEqualTo(6);
            List<InventoryCommand> back = Stream.<InventoryCommand>concat(
                            many.stream().limit(70).map(sold -> takeBack(sold, line("COUNTED", 1))),
                            many.stream().skip(140).limit(5).map(Commands::extend))
                    .toList();
            assertThat(statements(counted, shard, reserving, back)).isEqualTo(6);
            assertThat(statements(counted, shard, reserving, back)).isEqualTo(6);
            assertThat(statements(counted, shard, reserving, back.subList(0, 1)))
                    .isEqualTo(6);
            assertThat(statements(counted, shard, reserving, List.of(commit(many.getFirst()))))
                    .isEqualTo(6);
            assertThat(statements(counted, shard, reserving, List.of(release(many.get(199)))))
                    .isEqualTo(6);
        }
    }

    @Test
    void toAskAboutWhatIsOverdueIsFourStatementsAndToFindNoneThree() {
        haveStock(SHOP, "OVERDUE", 50);
        try (CountedShards counted = new CountedShards(config, kafka, vertx)) {
            int number = new SkuKey(SHOP, "OVERDUE").slot() < 2048 ? 0 : 1;
            Shard shard = counted.shard(number);
            Clock late = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
            new Reserving(counted.relay(), Clock.systemUTC(), reservingConfig, counted.metrics())
                    .handle(
                            shard,
                            received(Stream.generate(() -> reserve(SHOP, number, line("OVERDUE", 1)))
                                    .limit(50)
                                    .toList()));
            ReservationExpirer expirer =
                    new ReservationExpirer(counted.relay(), late, reservingConfig, counted.metrics());
            assertThat(counted.statements(shard, () -> expirer.runOnce(shard))).isEqualTo(4);
            assertThat(counted.statements(shard, () -> expirer.runOnce(shard))).isEqualTo(3);
        }
    }

    private static int statements(
            CountedShards counted, Shard shard, Reserving reserving, List<? extends InventoryCommand> commands) {
        return counted.statements(shard, () -> reserving.handle(shard, received(commands)));
    }
}
