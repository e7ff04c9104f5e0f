package dev.waybill.stock.reserving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.StockLine;
import dev.waybill.stock.Move;
import dev.waybill.stock.Shelf;
import dev.waybill.stock.StockTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded: orders' commands repeated, reordered, and cut into batches at random, over two SKUs. */
class StockDecisionSimulationTest {

    private static final String SHOP = "shop";
    private static final List<String> SKUS = List.of("A", "B");
    private static final int START = 20;

    private final Map<String, Long> available = new HashMap<>();
    private final Map<String, Long> reserved = new HashMap<>();
    private final Map<String, Long> sold = new HashMap<>();
    private final Map<java.util.UUID, Fence> fences = new HashMap<>();
    private final Map<String, Reply> answers = new HashMap<>();

    @Test
    void stockAddsUpAndEveryRequestHasOneAnswer() {
        for (long seed = 0; seed < 500; seed++) {
            begin();
            Random random = new Random(seed);
            List<InventoryCommand> schedule = schedule(random);
            while (!schedule.isEmpty()) {
                int size = Math.min(schedule.size(), 1 + random.nextInt(8));
                handle(schedule.subList(0, size), seed);
                schedule.subList(0, size).clear();
            }
            audit(seed);
        }
    }

    private void begin() {
        SKUS.forEach(sku -> {
            available.put(sku, (long) START);
            reserved.put(sku, 0L);
            sold.put(sku, 0L);
        });
        fences.clear();
        answers.clear();
    }

    /** Each order reserves, then is undone, sold, or left; some commands come twice, some releases come first. */
    private static List<InventoryCommand> schedule(Random random) {
        List<InventoryCommand> schedule = new ArrayList<>();
        for (int order = 0; order < 30; order++) {
            ReserveStock reserve = Commands.reserve(SHOP, 0, lines(random));
            int place = random.nextInt(schedule.size() + 1);
            schedule.add(place, reserve);
            InventoryCommand next = random.nextBoolean() ? Commands.release(reserve) : Commands.commit(reserve);
            int after = next instanceof InventoryCommand.CommitStock ? place + 1 : 0;
            for (int times = random.nextInt(3); times > 0; times--) {
                schedule.add(after + random.nextInt(schedule.size() + 1 - after), next);
            }
            schedule.add(place + random.nextInt(schedule.size() + 1 - place), reserve);
        }
        return schedule;
    }

    private static StockLine[] lines(Random random) {
        return SKUS.stream()
                .filter(sku -> random.nextInt(3) > 0 || sku.equals("A"))
                .map(sku -> new StockLine(sku, 1 + random.nextInt(4)))
                .toArray(StockLine[]::new);
    }

    private void handle(List<InventoryCommand> batch, long seed) {
        Shelf shelf = new Shelf(SKUS.stream()
                .map(sku -> new StockTable.Available(SHOP, sku, available.getOrDefault(sku, 0L)))
                .toList());
        StockDecision decision = new StockDecision(shelf, List.copyOf(fences.values()));
        for (InventoryCommand command : batch) {
            try {
                Reply reply = decision.decide(command);
                Reply before = answers.putIfAbsent(MessageType.of(command) + "/" + command.request(), reply);
                assertThat(before == null || before.equals(reply))
                        .as("seed %d: %s", seed, reply)
                        .isTrue();
            } catch (ContradictionException e) {
                assertThat(command).as("seed %d", seed).isInstanceOf(InventoryCommand.CommitStock.class);
            }
        }
        decision.made().forEach(fence -> fences.put(fence.id(), fence));
        decision.settled().forEach(fence -> fences.put(fence.id(), fence));
        shelf.moves().forEach(this::apply);
    }

    private void apply(Move move) {
        available.merge(move.sku(), move.available(), Long::sum);
        reserved.merge(move.sku(), move.reserved(), Long::sum);
        sold.merge(move.sku(), move.sold(), Long::sum);
    }

    private void audit(long seed) {
        for (String sku : SKUS) {
            assertThat(available.get(sku)).as("seed %d", seed).isNotNegative();
            assertThat(available.get(sku) + reserved.get(sku) + sold.get(sku))
                    .as("seed %d", seed)
                    .isEqualTo(START);
            assertThat(reserved.get(sku)).as("seed %d", seed).isEqualTo(units(sku, Reservation.Reserved.class));
            assertThat(sold.get(sku)).as("seed %d", seed).isEqualTo(units(sku, Reservation.Committed.class));
        }
    }

    private long units(String sku, Class<? extends Reservation> state) {
        return fences.values().stream()
                .map(Fence::reservation)
                .filter(state::isInstance)
                .flatMap(reservation -> reservation.lines().stream())
                .filter(line -> line.sku().equals(sku))
                .mapToLong(StockLine::quantity)
                .sum();
    }
}
