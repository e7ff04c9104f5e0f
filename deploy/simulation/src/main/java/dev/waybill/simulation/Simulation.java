package dev.waybill.simulation;

import dev.waybill.checkout.InventoryShards;
import dev.waybill.shards.ShardMap;
import dev.waybill.shards.Slots;
import dev.waybill.simulation.audit.Auditor;
import dev.waybill.simulation.audit.Complaint;
import dev.waybill.simulation.faults.Weather;
import dev.waybill.simulation.orders.OrderDatabase;
import dev.waybill.simulation.orders.OrderShell;
import dev.waybill.simulation.payments.PaymentDatabase;
import dev.waybill.simulation.payments.PaymentShell;
import dev.waybill.simulation.people.Customers;
import dev.waybill.simulation.people.Ops;
import dev.waybill.simulation.running.Broker;
import dev.waybill.simulation.running.Replica;
import dev.waybill.simulation.running.Trace;
import dev.waybill.simulation.running.World;
import dev.waybill.simulation.stock.StockDatabase;
import dev.waybill.simulation.stock.StockShell;
import dev.waybill.simulation.time.Dice;
import dev.waybill.simulation.time.Timeline;
import dev.waybill.stock.SkuKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One world with its own seed: a storm in which customers come, and then calm, in which everything has to end. */
public final class Simulation {

    private static final long STORM = 12 * Timeline.MINUTE;
    private static final long LAST_CUSTOMER = 6 * Timeline.MINUTE;
    private static final long MUST_HAVE_ENDED = STORM + 90 * Timeline.MINUTE;
    private static final List<String> SKUS = IntStream.range(0, 12).mapToObj(i -> "SKU-" + i).toList();

    private final long seed;
    private final Timeline timeline = new Timeline();
    private final Auditor auditor = new Auditor();
    private final World world;
    private final Broker broker;
    private final OrderShell orders;
    private final StockShell stock;
    private final PaymentShell payments;
    private final Customers customers;

    private Simulation(long seed, int count, @Nullable UUID traced) {
        this.seed = seed;
        Dice dice = new Dice(seed);
        world = new World(
                timeline, dice, new Weather(timeline, dice.split(), STORM), auditor, new Trace(timeline, traced));
        broker = new Broker(world);
        InventoryShards inventory = new InventoryShards(ShardMap.parse("0-2047,2048-4095"));
        orders = new OrderShell(
                world,
                broker,
                List.of(new OrderDatabase(0), new OrderDatabase(1)),
                ShardMap.parse("0-2047,2048-4095"),
                inventory);
        stock = new StockShell(world, broker, List.of(new StockDatabase(0), new StockDatabase(1)));
        payments = new PaymentShell(
                world,
                broker,
                List.of(new PaymentDatabase(0), new PaymentDatabase(1)),
                ShardMap.parse("0-2047,2048-4095"));
        customers = new Customers(world, orders, SKUS);
        fill(inventory, count);
        customers.come(count, LAST_CUSTOMER);
        new Ops(world, orders, STORM)
                .work(dice.chance(0.3) ? 0 : dice.between(2, 60) * Timeline.SECOND);
        haveBadLuck(dice.split());
    }

    /** Runs the world of a seed. If the auditor complains about an order, it is run once more to tell that one's story. */
    public static Verdict run(long seed, int orders) {
        Verdict verdict = new Simulation(seed, orders, null).run();
        UUID culprit = verdict.complaints().stream()
                .map(Complaint::order)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return culprit == null ? verdict : new Simulation(seed, orders, culprit).run();
    }

    /** Not enough for everybody. */
    private void fill(InventoryShards inventory, int count) {
        for (String sku : SKUS) {
            int shard = inventory.map().shardOf(Slots.ofSku("shop", sku));
            long units = count * 5L / SKUS.size() * world.dice().between(20, 150) / 100;
            stock.receive(stock.service().databases().get(shard), new SkuKey("shop", sku), units);
        }
    }

    /** Processes are killed at any moment, and clocks go wrong. */
    private void haveBadLuck(Dice dice) {
        List<Replica> replicas = new ArrayList<>(orders.service().replicas());
        replicas.addAll(stock.service().replicas());
        replicas.addAll(payments.service().replicas());
        long every = dice.chance(0.3) ? STORM : dice.between(10, 300) * Timeline.SECOND;
        timeline.every(every, () -> {
            if (timeline.micros() >= STORM) {
                replicas.forEach(replica -> replica.skewBy(0));
                return false;
            }
            Replica replica = dice.of(replicas);
            if (dice.chance(0.5)) {
                replica.end("at any moment");
            } else {
                replica.skewBy(dice.chance(0.3) ? 0 : dice.between(-10, 40) * Timeline.MINUTE / 2);
            }
            return true;
        });
    }

    private Verdict run() {
        boolean[] over = {false};
        timeline.at(STORM, () -> timeline.every(5 * Timeline.SECOND, () -> {
            over[0] = isQuiet() || timeline.micros() > MUST_HAVE_ENDED;
            return !over[0];
        }));
        boolean more = true;
        while (more && !over[0] && !auditor.hasComplaints()) {
            more = timeline.next();
        }
        if (!auditor.hasComplaints()) {
            auditor.judgeTheEnd();
        }
        return new Verdict(
                seed, auditor.orders().size(), auditor.outcomes(), auditor.complaints(), world.trace().lines());
    }

    private boolean isQuiet() {
        return customers.areContent()
                && !broker.isBusy()
                && orders.service().databases().stream().allMatch(OrderDatabase::isQuiet)
                && stock.service().databases().stream().allMatch(StockDatabase::isQuiet)
                && payments.service().databases().stream().allMatch(PaymentDatabase::isQuiet);
    }
}
