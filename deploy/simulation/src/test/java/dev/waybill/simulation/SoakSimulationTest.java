package dev.waybill.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The services' own decisions against everything that can go wrong. */
class SoakSimulationTest {

    /** Of the gate; {@code ./waybill simulate} runs as many as are wanted. */
    private static final long ORDERS = 100_000;

    @Test
    void aHundredThousandOrdersKeepEveryPromise() {
        Soak soak = new Soak(ORDERS, 1, done -> {}).run();

        Verdict bad = soak.bad();
        assertThat(bad == null ? "" : "seed %d:%n%s".formatted(bad.seed(), bad.story()))
                .as("to see it again: ./waybill simulate --orders %d --seed …", Soak.ORDERS_PER_WORLD)
                .isEmpty();
        assertThat(soak.orders()).isGreaterThanOrEqualTo(ORDERS);
    }

    @Test
    void everyKindOfEndIsAmongThem() {
        Soak soak = new Soak(5_000, 1, done -> {}).run();

        assertThat(soak.outcomes()).containsKeys("confirmed", "rejected", "cancelled", "returns");
        assertThat(soak.outcomes().values().stream().filter(count -> count > 100))
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void theSameSeedIsTheSameWorld() {
        assertThat(Simulation.run(42, 100)).isEqualTo(Simulation.run(42, 100));
    }
}
