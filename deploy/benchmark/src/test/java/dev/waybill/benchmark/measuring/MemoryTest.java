package dev.waybill.benchmark.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTest {

    @Test
    void tellsThePausesOfARunAndTheMemoryAfterIt() {
        Memory before = new Memory(Map.of("a", 100L), Map.of("a", 50.0), Map.of("a", 1.5));
        Memory after = new Memory(Map.of("a", 120L), Map.of("a", 40.0), Map.of("a", 1.75));

        assertThat(after.since(before)).isEqualTo(new Memory(Map.of("a", 120L), Map.of("a", 40.0), Map.of("a", 0.25)));
    }

    @Test
    void aProcessThatWasStartedMeanwhileHasPausedNoLongerThanItTells() {
        Memory before = new Memory(Map.of(), Map.of(), Map.of("again", 2.0));
        Memory after = new Memory(Map.of(), Map.of(), Map.of("again", 0.5, "new", 0.25));

        assertThat(after.since(before).gcSeconds()).isEqualTo(Map.of("again", 0.5, "new", 0.25));
    }

    @Test
    void theLargestProcessSaysHowMuchIsNeeded() {
        assertThat(new Memory(Map.of("a", 100L, "b", 300L, "c", 200L), Map.of(), Map.of()).largestResidentMb())
                .isEqualTo(300);
        assertThat(Memory.NONE.largestResidentMb()).isZero();
    }
}
