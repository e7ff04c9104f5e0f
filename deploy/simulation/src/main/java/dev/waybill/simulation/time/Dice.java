package dev.waybill.simulation.time;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Seeded chance: the same seed, the same world. */
public final class Dice {

    private final SplittableRandom random;

    public Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Another, so that what one part of the world draws does not change what another does. */
    public Dice split() {
        return new Dice(random.split());
    }

    public RandomGenerator generator() {
        return random;
    }

    public boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public long between(long least, long most) {
        return least + random.nextLong(most - least + 1);
    }

    /** Short as a rule and long now and then: most things take what they take, some take for ever. */
    public long mostly(long usual, double rarely, long most) {
        return chance(rarely) ? between(usual, most) : between(usual / 4, usual);
    }

    public <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
