package dev.waybill.stock.reserving;

import static dev.waybill.stock.reserving.Commands.commit;
import static dev.waybill.stock.reserving.Commands.line;
import static dev.waybill.stock.reserving.Commands.received;
import static dev.waybill.stock.reserving.Commands.release;
import static dev.waybill.stock.reserving.Commands.reserve;
import static dev.waybill.testing.Http.haveStock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.stock.SkuKey;
import dev.waybill.stock.StockTable;
import dev.waybill.stock.StockTable.Levels;
import dev.waybill.testing.Backends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "inventory"))
class ReservingIT {

    private static final String SHOP = "reserving-shop";

    @Inject
    Reserving reserving;

    @Inject
    Shards shards;

    @Test
    void fiftyUnitsGoToFiftyOfTwoHundred() {
        haveStock(SHOP, "FIFTY", 50);
        List<ReserveStock> commands = manyFor("FIFTY", 200);
        handle("FIFTY", commands);
        handle("FIFTY", commands);
        assertThat(levels("FIFTY")).isEqualTo(new Levels("FIFTY", 0, 50, 50, 0, 0));
    }

    @Test
    void aReservationIsReleasedAndAnotherSold() {
        haveStock(SHOP, "TWO", 2);
        ReserveStock undone = reserveOne("TWO");
        ReserveStock sold = reserveOne("TWO");
        handle("TWO", List.of(undone, sold));
        handle("TWO", List.of(release(undone), commit(sold)));
        assertThat(levels("TWO")).isEqualTo(new Levels("TWO", 1, 0, 2, 1, 0));
        handle("TWO", List.of(undone, sold, release(undone), commit(sold)));
        assertThat(levels("TWO")).isEqualTo(new Levels("TWO", 1, 0, 2, 1, 0));
    }

    @Test
    void aWholeLifeFitsIntoOneBatch() {
        haveStock(SHOP, "LIFE", 5);
        ReserveStock undone = reserveOne("LIFE");
        ReserveStock sold = reserveOne("LIFE");
        ReserveStock late = reserveOne("LIFE");
        handle("LIFE", List.of(undone, release(undone), undone, sold, sold, commit(sold), release(late), late));
        assertThat(levels("LIFE")).isEqualTo(new Levels("LIFE", 4, 0, 5, 1, 0));
    }

    @Test
    void anUndoThatComesFirstIsRemembered() {
        haveStock(SHOP, "EARLY", 1);
        ReserveStock late = reserveOne("EARLY");
        handle("EARLY", List.of(release(late)));
        handle("EARLY", List.of(late));
        assertThat(levels("EARLY").available()).isEqualTo(1);
    }

    @Test
    void whatContradictsItselfFailsAndChangesNothing() {
        haveStock(SHOP, "CONTRA", 3);
        ReserveStock good = reserveOne("CONTRA");
        assertThatThrownBy(() -> handle("CONTRA", List.of(good, commit(reserveOne("CONTRA")))))
                .isInstanceOf(ContradictionException.class);
        assertThat(levels("CONTRA").reserved()).isZero();
    }

    @Test
    void twoProcessesWithTheSameMessagesDoNothingTwice() throws Exception {
        haveStock(SHOP, "RACE-A", 30);
        haveStock(SHOP, "RACE-B", 30);
        List<ReserveStock> commands = new ArrayList<>();
        String other = shard("RACE-A").equals(shard("RACE-B")) ? "RACE-B" : "RACE-A";
        for (int i = 0; i < 40; i++) {
            commands.add(
                    other.equals("RACE-A")
                            ? reserveOne("RACE-A")
                            : reserve(SHOP, number("RACE-A"), line("RACE-A", 1), line("RACE-B", 1)));
        }
        List<InventoryCommand> undone = new ArrayList<>(commands);
        commands.subList(0, 10).forEach(command -> undone.add(release(command)));
        try (ExecutorService processes = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int process = 0; process < 4; process++) {
                List<InventoryCommand> mine = new ArrayList<>(undone);
                Collections.shuffle(mine, new Random(process));
                running.add(processes.submit(() -> inSmallBatches(mine)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        Levels levels = levels("RACE-A");
        assertThat(levels.available() + levels.reserved()).isEqualTo(30);
        assertThat(levels.reserved()).isBetween(20L, 30L);
    }

    private void inSmallBatches(List<InventoryCommand> commands) {
        for (int from = 0; from < commands.size(); from += 7) {
            handle("RACE-A", commands.subList(from, Math.min(commands.size(), from + 7)));
        }
    }

    private List<ReserveStock> manyFor(String sku, int count) {
        List<ReserveStock> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(reserveOne(sku));
        }
        return commands;
    }

    private ReserveStock reserveOne(String sku) {
        return reserve(SHOP, number(sku), line(sku, 1));
    }

    private void handle(String sku, List<? extends InventoryCommand> commands) {
        reserving.handle(shard(sku), received(commands));
    }

    private Levels levels(String sku) {
        return shard(sku).run(StockTable.READ, new SkuKey(SHOP, sku)).getFirst();
    }

    private int number(String sku) {
        return shard(sku).number();
    }

    private Shard shard(String sku) {
        return shards.ofSlot(new SkuKey(SHOP, sku).slot());
    }
}
