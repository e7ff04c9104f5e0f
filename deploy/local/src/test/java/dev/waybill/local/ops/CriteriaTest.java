package dev.waybill.local.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CriteriaTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void standsInAnAddressAndInABody() {
        Criteria criteria =
                Criteria.none().and("text", "a & b=c").and("step", null).and("tenant", "shop");

        assertThat(criteria.query()).isEqualTo("?text=a+%26+b%3Dc&tenant=shop");
        assertThat(criteria.json()).hasToString("{\"text\":\"a & b=c\",\"tenant\":\"shop\"}");
        assertThat(Criteria.none().query()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+01:00, 2026-01-31T11:00:00Z",
        "30s, 2026-03-01T11:59:30Z",
        "90m, 2026-03-01T10:30:00Z",
        "2h, 2026-03-01T10:00:00Z",
        "3d, 2026-02-26T12:00:00Z"
    })
    void timesAreReadAsPeopleTypeThem(String typed, String meant) {
        assertThat(Criteria.none().andTime("from", typed, NOW).named()).containsEntry("from", meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2h30m", "-2h", "2026-01-31", "1234567d"})
    void whatIsNoTimeIsRefused(String typed) {
        assertThatThrownBy(() -> Moment.parse(typed, NOW)).isInstanceOf(IllegalArgumentException.class);
    }
}
