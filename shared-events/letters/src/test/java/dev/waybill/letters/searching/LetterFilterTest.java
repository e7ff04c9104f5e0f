package dev.waybill.letters.searching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.http.Problem.FieldError;
import dev.waybill.http.ProblemException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterFilterTest {

    @Test
    void everyNameIsReadAndNoOther() {
        Set<String> asked = new HashSet<>();
        LetterFilter.read(name -> {
            asked.add(name);
            return null;
        });
        assertThat(asked).containsExactlyInAnyOrderElementsOf(LetterFilter.NAMES);
    }

    @Test
    void itIsToldByWhatItSays() {
        LetterFilter filter =
                LetterFilter.read(Map.of("offset", "7", "text", "no saga", "from", "2026-01-31T12:00:00Z")::get);
        assertThat(filter.inWords()).isEqualTo("status parked, offset 7, from 2026-01-31T12:00:00Z, text no saga");
    }

    @ParameterizedTest
    @CsvSource({
        "status, lost",
        "service, billing",
        "group, ''",
        "partition, -1",
        "partition, 2147483648",
        "offset, 9223372036854775808",
        "attempts, many",
        "orderId, 7",
        "orderId, 1-2-3-4-5",
        "saga, 1-2-3-4-5",
        "replay, 00000000f0e0d0c-b0a-908-706-50403020",
        "from, yesterday",
        "from, -4714-01-01T00:00:00Z",
        "to, +10000-01-01T00:00:00Z",
        "firstTo, +1000000000-12-31T23:59:59Z"
    })
    void whatIsWrongIsNamed(String name, String value) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> LetterFilter.read("/search/", Map.of(name, value)::get))
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(422))
                .satisfies(e -> assertThat(e.problem().errors())
                        .extracting(FieldError::pointer)
                        .containsExactly("/search/" + name));
    }
}
