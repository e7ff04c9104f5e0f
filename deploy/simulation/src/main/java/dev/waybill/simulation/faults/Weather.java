package dev.waybill.simulation.faults;

import dev.waybill.contracts.InventoryCommand.CommitStock;
import dev.waybill.contracts.InventoryCommand.ReleaseStock;
import dev.waybill.contracts.Message;
import dev.waybill.simulation.time.Dice;
import dev.waybill.simulation.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Everything goes wrong at random, more or less often from world to world, until a time; then it is calm, so that what is
 * open then shows whether it ends.
 */
public final class Weather implements Faults {

    /** Longer than any saga waits before it is parked. */
    private static final long PATIENCE = 30 * Timeline.MINUTE;

    private final Faults calm = new Calm();
    private final Timeline timeline;
    private final Dice dice;
    private final long until;
    private final double crash;
    private final double repeat;
    private final double delay;
    private final double rebalance;
    private final double gateway;
    private final Map<String, Long> work = new HashMap<>();
    private final long outageEvery;
    private final long outage;

    public Weather(Timeline timeline, Dice dice, long until) {
        this.timeline = timeline;
        this.dice = dice;
        this.until = until;
        this.crash = rate(0.004);
        this.repeat = rate(0.3);
        this.delay = rate(0.1);
        this.rebalance = dice.chance(0.3) ? 0.5 : rate(0.2);
        this.gateway = rate(0.3);
        this.outageEvery = dice.between(2 * Timeline.MINUTE, 10 * Timeline.MINUTE);
        this.outage = dice.chance(0.5) ? 0 : dice.between(Timeline.SECOND, Timeline.MINUTE);
    }

    /** Some worlds know a fault hardly or not at all, so that it does not always hide what another one would show. */
    private double rate(double most) {
        return dice.chance(0.25) ? 0 : most * dice.between(1, 100) / 100;
    }

    /** Now one service's databases are slow, now another's. */
    private long usualWork() {
        return dice.chance(0.7) ? 4 * Timeline.MILLISECOND : dice.between(10, 800) * Timeline.MILLISECOND;
    }

    private boolean over() {
        return timeline.micros() >= until;
    }

    @Override
    public boolean crashes(Point point, List<Message> about) {
        return !over() && dice.chance(crash);
    }

    @Override
    public boolean commitAnswerLost() {
        return !over() && dice.chance(crash);
    }

    @Override
    public long working(String service) {
        if (over()) {
            return calm.working(service);
        }
        return dice.mostly(work.computeIfAbsent(service, any -> usualWork()), delay / 10, 2 * Timeline.SECOND);
    }

    @Override
    public long sending(boolean publicFacts) {
        if (over()) {
            return calm.sending(publicFacts);
        }
        return dice.mostly(4 * Timeline.MILLISECOND, publicFacts ? delay : delay / 10, 20 * Timeline.SECOND);
    }

    @Override
    public long acknowledging() {
        return over() ? calm.acknowledging() : dice.mostly(8 * Timeline.MILLISECOND, delay, 20 * Timeline.SECOND);
    }

    @Override
    public List<Long> deliveries(Message message) {
        if (over()) {
            return calm.deliveries(message);
        }
        if (isSetAside(message)) {
            return List.of();
        }
        List<Long> times = new ArrayList<>(2);
        times.add(transit());
        while (dice.chance(repeat)) {
            times.add(dice.chance(0.5) ? transit() : dice.between(0, 5 * Timeline.MINUTE));
        }
        return times;
    }

    /**
     * What some orders hold can neither be released nor committed, until it is calm. Only in a storm that outlasts the sagas'
     * patience: a shorter one would show no more than a delay does.
     */
    private boolean isSetAside(Message message) {
        return until > PATIENCE
                && switch (message) {
                    case ReleaseStock release -> isUnlucky(release.orderId());
                    case CommitStock commit -> isUnlucky(commit.orderId());
                    default -> false;
                };
    }

    private static boolean isUnlucky(UUID order) {
        return Math.floorMod(order.hashCode(), 12) == 0;
    }

    private long transit() {
        return dice.mostly(10 * Timeline.MILLISECOND, delay, dice.chance(0.1) ? 10 * Timeline.MINUTE : Timeline.MINUTE);
    }

    @Override
    public boolean takenByTwo(Message message) {
        return !over() && dice.chance(repeat / 3);
    }

    @Override
    public boolean takenByOther(Message message) {
        return !over() && dice.chance(rebalance);
    }

    @Override
    public boolean brokerAway() {
        return !over() && timeline.micros() % outageEvery < outage;
    }

    @Override
    public long restarting() {
        return over() ? calm.restarting() : dice.mostly(3 * Timeline.SECOND, 0.1, 3 * Timeline.MINUTE);
    }

    @Override
    public GatewayMood gateway(String key, int call) {
        return over() || !dice.chance(gateway) ? GatewayMood.ANSWERS : dice.of(List.of(GatewayMood.values()));
    }

    @Override
    public boolean answerLost() {
        return !over() && dice.chance(gateway / 2);
    }
}
