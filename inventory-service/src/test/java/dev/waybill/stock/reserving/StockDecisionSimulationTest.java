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
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Seeded: orders' commands and returns repeated, reordered, and cut into batches at random, over two SKUs. */
class StockDecisionSimulationTest {

    private static final String SHOP = "shop";
    private static final List<String> SKUS = List.of("A", "B");
    private static final int START = 20;

    private final Map<String, Long> available = new HashMap<>();
    private final Map<String, Long> reserved = new HashMap<>();
    private final Map<String, Long> sold = new HashMap<>();
    private final Map<String, Long> returned = new HashMap<>();
    private final Map<UUID, Fence> fences = new HashMap<>();
    private final Map<UUID, StockReturn> returns = new HashMap<>();
    private final Map<String, Reply> answers = new HashMap<>();

    @Test
    void stockAddsUpAndEveryRequestHasOneAnswer() {
        int returnsOfAllSeeds = 0;
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
            returnsOfAllSeeds += returns.size();
        }
        assertThat(returnsOfAllSeeds).isGreaterThan(500);
    }

    private void begin() {
        SKUS.forEach(sku -> {
            available.put(sku, (long) START);
            reserved.put(sku, 0L);
            sold.put(sku, 0L);
            returned.put(sku, 0L);
        });
        fences.clear();
        returns.clear();
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
            addReturns(schedule, reserve, place, random);
        }
        return schedule;
    }

    /** Some units, up to twice, each request more than once: what is too early or too much is refused. */
    private static void addReturns(List<InventoryCommand> schedule, ReserveStock sold, int place, Random random) {
        for (int request = random.nextInt(3); request > 0; request--) {
            InventoryCommand back = Commands.takeBack(sold, lines(random));
            for (int times = 1 + random.nextInt(2); times > 0; times--) {
                schedule.add(place + random.nextInt(schedule.size() + 1 - place), back);
            }
            schedule.add(random.nextInt(schedule.size() + 1), Commands.extend(sold));
        }
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
        StockDecision decision = new StockDecision(shelf, List.copyOf(fences.values()), List.copyOf(returns.values()));
        for (InventoryCommand command : batch) {
            try {
                decision.decide(command).ifPresent(reply -> requireSameAnswer(command, reply, seed));
            } catch (ContradictionException e) {
                assertThat(command)
                        .as("seed %d", seed)
                        .isInstanceOfAny(InventoryCommand.CommitStock.class, InventoryCommand.ReturnStock.class);
            }
        }
        decision.made().forEach(fence -> fences.put(fence.id(), fence));
        decision.settled().forEach(fence -> fences.put(fence.id(), fence));
        decision.returns().forEach(made -> returns.put(made.id(), made));
        shelf.moves().forEach(this::apply);
        assertThat(decision.extended())
                .as("seed %d", seed)
                .allMatch(fence -> fences.get(fence.id()).reservation() instanceof Reservation.Reserved);
    }

    private void requireSameAnswer(InventoryCommand command, Reply reply, long seed) {
        Reply before = answers.putIfAbsent(MessageType.of(command) + "/" + command.request(), reply);
        assertThat(before == null || before.equals(reply))
                .as("seed %d: %s", seed, reply)
                .isTrue();
    }

    private void apply(Move move) {
        available.merge(move.sku(), move.available(), Long::sum);
        reserved.merge(move.sku(), move.reserved(), Long::sum);
        sold.merge(move.sku(), move.sold(), Long::sum);
        returned.merge(move.sku(), move.returned(), Long::sum);
    }

    private void audit(long seed) {
        for (String sku : SKUS) {
            assertThat(available.get(sku)).as("seed %d", seed).isNotNegative();
            assertThat(available.get(sku) + reserved.get(sku) + sold.get(sku) - returned.get(sku))
                    .as("seed %d", seed)
                    .isEqualTo(START);
            assertThat(reserved.get(sku)).as("seed %d", seed).isEqualTo(units(sku, Reservation.Reserved.class));
            assertThat(sold.get(sku)).as("seed %d", seed).isEqualTo(units(sku, Reservation.Committed.class));
            assertThat(returned.get(sku)).as("seed %d", seed).isEqualTo(broughtBack(sku));
            assertThat(returned.get(sku)).as("seed %d", seed).isLessThanOrEqualTo(sold.get(sku));
        }
        fences.values().forEach(fence -> auditReturns(fence, seed));
    }

    /** Of each line no more came back than was sold, and exactly what its returns brought. */
    private void auditReturns(Fence fence, long seed) {
        for (int line = 0; line < fence.reservation().lines().size(); line++) {
            StockLine of = fence.reservation().lines().get(line);
            long brought = returns.values().stream()
                    .filter(made -> made.reservation().equals(fence.id()))
                    .flatMap(made -> made.lines().stream())
                    .filter(back -> back.sku().equals(of.sku()))
                    .mapToLong(StockLine::quantity)
                    .sum();
            assertThat((long) fence.reservation().returned(line))
                    .as("seed %d", seed)
                    .isEqualTo(brought)
                    .isLessThanOrEqualTo(of.quantity());
        }
    }

    private long broughtBack(String sku) {
        return returns.values().stream()
                .flatMap(made -> made.lines().stream())
                .filter(line -> line.sku().equals(sku))
                .mapToLong(StockLine::quantity)
                .sum();
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
