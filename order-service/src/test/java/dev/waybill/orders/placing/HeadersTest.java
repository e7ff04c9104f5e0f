package dev.waybill.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.http.ProblemException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    @Test
    void aKeyIsTheSameWithQuotesAndWithout() {
        assertThat(IdempotencyKey.parse(List.of("\"8e03978e-40d5\""))).isEqualTo("8e03978e-40d5");
        assertThat(IdempotencyKey.parse(List.of(" 8e03978e-40d5 "))).isEqualTo("8e03978e-40d5");
        assertThat(IdempotencyKey.parse(List.of())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "with space", "ünicode", "nul\0"})
    void whatIsNoKeyIsRefused(String header) {
        assertThatThrownBy(() -> IdempotencyKey.parse(List.of(header))).isInstanceOf(ProblemException.class);
    }

    @Test
    void aKeyHasAtMost255Characters() {
        assertThat(IdempotencyKey.parse(List.of("k".repeat(255)))).hasSize(255);
        assertThatThrownBy(() -> IdempotencyKey.parse(List.of("k".repeat(256)))).isInstanceOf(ProblemException.class);
    }

    @Test
    void twoKeysAreNone() {
        assertThatThrownBy(() -> IdempotencyKey.parse(List.of("a", "b"))).isInstanceOf(ProblemException.class);
    }

    @Test
    void severalLinesOfPreferCountAsOne() {
        assertThat(Preference.waitOf(List.of("respond-async", "wait=2"))).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=5 | 5",
                "respond-async, wait=10 | 10",
                "respond-async, wait=\"3\" | 3",
                "respond-async; wait=3 | 0",
                "foo=\"x wait=2\" | 0",
                "WAIT=2 | 2",
                "wait=999999 | 60",
                "wait=soon | 0",
                "await=7 | 0",
                "return=minimal | 0"
            })
    void waitIsReadFromPrefer(String header, int seconds) {
        assertThat(Preference.waitOf(List.of(header))).isEqualTo(Duration.ofSeconds(seconds));
    }
}
