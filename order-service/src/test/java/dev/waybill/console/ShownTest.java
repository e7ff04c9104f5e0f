package dev.waybill.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"59, 59 s", "60, 1 min", "3599, 59 min", "3600, 1 h", "86399, 23 h", "86400, 1 d"})
    void spansAreInTheirLargestUnit(long seconds, String shown) {
        assertThat(Shown.span(Duration.ofSeconds(seconds))).isEqualTo(shown);
    }

    @Test
    void timesLieBeforeOrAhead() {
        assertThat(Shown.ago(NOW.minusSeconds(5), NOW)).isEqualTo("5 s ago");
        assertThat(Shown.ago(NOW.plusSeconds(90), NOW)).isEqualTo("in 1 min");
        assertThat(Shown.ago(null, NOW)).isEqualTo("–");
        assertThat(Shown.time(NOW)).isEqualTo("2026-01-31 12:00:00");
    }

    @ParameterizedTest
    @CsvSource({"GBP, 2208, GBP 22.08", "JPY, 500, JPY 500", "XX, 7, XX 7"})
    void moneyIsInTheCurrencysOwnUnit(String currency, long amount, String shown) {
        assertThat(Shown.money(currency, amount)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"7500, 7 kB", "8400000, 8.4 MB", "2500000000, 2.5 GB"})
    void sizes(long bytes, String shown) {
        assertThat(Shown.size(bytes)).isEqualTo(shown);
    }
}
