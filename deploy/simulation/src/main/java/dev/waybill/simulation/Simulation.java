package dev.waybill.simulation;

import dev.waybill.simulation.audit.Auditor;
import dev.waybill.simulation.audit.Complaint;
import dev.waybill.simulation.faults.Weather;
import dev.waybill.simulation.people.Customers;
import dev.waybill.simulation.people.Ops;
import dev.waybill.simulation.running.Replica;
import dev.waybill.simulation.running.Trace;
import dev.waybill.simulation.running.World;
import dev.waybill.simulation.time.Dice;
import dev.waybill.simulation.time.Timeline;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One world with its own seed: a storm in which customers come, and then calm, in which everything has to end. */
public final class Simulation {

    private static final long STORM = 12 * Timeline.MINUTE;
    private static final long LONG_STORM = 40 * Timeline.MINUTE;
    private static final long LAST_CUSTOMER = 6 * Timeline.MINUTE;
    private static final long MUST_END_WITHIN = 90 * Timeline.MINUTE;
    private static final List<String> SKUS =
            IntStream.range(0, 12).mapToObj(i -> "SKU-" + i).toList();

    private final long seed;
    private final Timeline timeline = new Timeline();
    private final Auditor auditor = new Auditor();
    private final World world;
    private final long storm;
    private final Setting setting;
    private final Customers customers;

    private Simulation(long seed, int count, @Nullable UUID traced) {
        this.seed = seed;
        Dice dice = new Dice(seed);
        boolean serviceAway = dice.chance(0.15);
        storm = serviceAway ? LONG_STORM : STORM;
        world = new World(
                timeline, dice, new Weather(timeline, dice.split(), storm), auditor, new Trace(timeline, traced));
        setting = new Setting(world);
        customers = new Customers(world, setting.orders(), SKUS);
        // Not enough for everybody.
        SKUS.forEach(sku -> setting.fill(sku, count * 5L / SKUS.size() * dice.between(20, 150) / 100));
        setting.broker().watch(customers::hear);
        customers.come(count, LAST_CUSTOMER);
        new Ops(world, setting.orders(), storm).work(dice.chance(0.3) ? 0 : dice.between(2, 60) * Timeline.SECOND);
        haveBadLuck(dice.split());
        if (serviceAway) {
            haveServiceAway(dice);
        }
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

    /** Processes are killed at any moment, and clocks go wrong. */
    private void haveBadLuck(Dice dice) {
        List<Replica> replicas = setting.replicas();
        long every = dice.chance(0.3) ? storm : dice.between(10, 300) * Timeline.SECOND;
        timeline.every(every, () -> {
            if (timeline.micros() >= storm) {
                replicas.forEach(replica -> replica.skewBy(0));
                return false;
            }
            Replica replica = dice.of(replicas);
            if (dice.chance(0.5)) {
                replica.end("at any moment");
            } else {
                replica.skewBy(dice.chance(0.3) ? 0 : dice.between(-5, 20) * Timeline.MINUTE);
            }
            return true;
        });
    }

    /** So long that patience ends. */
    private void haveServiceAway(Dice dice) {
        List<Replica> service = dice.of(setting.services());
        timeline.in(
                dice.between(0, LAST_CUSTOMER),
                () -> service.forEach(
                        replica -> replica.end("and does not come back soon", dice.between(10, 38) * Timeline.MINUTE)));
    }

    private Verdict run() {
        boolean[] over = {false};
        timeline.at(
                STORM,
                () -> timeline.every(5 * Timeline.SECOND, () -> {
                    over[0] = (customers.areContent() && setting.isQuiet())
                            || timeline.micros() > storm + MUST_END_WITHIN;
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
                seed,
                auditor.orders().size(),
                auditor.outcomes(),
                auditor.complaints(),
                world.trace().lines());
    }
}
