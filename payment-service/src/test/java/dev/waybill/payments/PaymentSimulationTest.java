package dev.waybill.payments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random sagas against the decisions alone: commands repeated and out of order, answers late, doubled and lost, batches
 * cut anywhere. The seed is the test's parameter, so that a failure is run again as it was.
 */
class PaymentSimulationTest {

    private static final int ROUNDS = 500;

    /** Few, or repeats would heal what one schedule got wrong. */
    private static final int STEPS = 16;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void moneyAddsUpAtEveryStepAndEveryRequestIsAnswered(long seed) {
        for (int round = 0; round < ROUNDS; round++) {
            SimulatedWorld world = new SimulatedWorld(seed * 1_000 + round);
            for (int step = 0; step < STEPS; step++) {
                world.step();
                world.requireThatMoneyAddsUp();
            }
            world.drain();
            world.requireThatMoneyAddsUp();
            world.requireThatEveryRequestIsAnswered();
            assertThat(world.openCalls()).isEmpty();
        }
    }
}
