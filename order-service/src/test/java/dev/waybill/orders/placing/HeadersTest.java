package dev.waybill.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.http.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    @Test
    void aKeyIsTheSameWithQuotesAndWithout() {
        assertThat(IdempotencyKey.parse("\"8e03978e-40d5\"")).isEqualTo("8e03978e-40d5");
        assertThat(IdempotencyKey.parse(" 8e03978e-40d5 ")).isEqualTo("8e03978e-40d5");
        assertThat(IdempotencyKey.parse(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "with space", "ünicode", "nul\0"})
    void whatIsNoKeyIsRefused(String header) {
        assertThatThrownBy(() -> IdempotencyKey.parse(header)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aKeyHasAtMost255Characters() {
        assertThat(IdempotencyKey.parse("k".repeat(255))).hasSize(255);
        assertThatThrownBy(() -> IdempotencyKey.parse("k".repeat(256))).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=5 | 5",
                "respond-async, wait=10 | 10",
                "respond-async; wait=\"3\" | 3",
                "WAIT=2 | 2",
                "wait=999999 | 60",
                "wait=soon | 0",
                "await=7 | 0",
                "return=minimal | 0"
            })
    void waitIsReadFromPrefer(String header, int seconds) {
        assertThat(Preference.waitOf(header)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
