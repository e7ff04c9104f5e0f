package dev.waybill.benchmark.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DripTest {
    private final Drip drip = new Drip(1_000, Duration.ofSeconds(2), Duration.ofSeconds(10));

    @ParameterizedTest
    @CsvSource({"0, 0", "1999, 0", "2000, 0", "2100, 10", "7000, 500", "11990, 999", "12000, 1000", "99000, 1000"})
    void comesEvenlyOverItsTime(long millis, int due) {
        assertThat(drip.due(Duration.ofMillis(millis))).isEqualTo(due);
    }
}
