package dev.waybill.letters.replaying;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopRuleTest {

    @ParameterizedTest
    @CsvSource({
        // tries, failures, percent, stops
        "0, 0, 20, false",
        "19, 19, 20, false",
        "20, 4, 20, true",
        "20, 3, 20, false",
        "1000, 199, 20, false",
        "1000, 200, 20, true",
        "1000, 0, 1, false",
        "100, 1, 1, true",
        "100, 99, 100, false",
        "100, 100, 100, true"
    })
    void aReplayStopsAtItsErrorRate(long tries, long failures, int percent, boolean stops) {
        assertThat(StopRule.why(tries, failures, percent).isPresent()).isEqualTo(stops);
    }

    @ParameterizedTest
    @CsvSource({"0, 500, 20", "19, 500, 20", "20, 500, 500", "0, 3, 3"})
    void theFirstTriesAreFew(long tries, int most, int next) {
        assertThat(StopRule.untilNext(tries, most)).isEqualTo(next);
    }
}
