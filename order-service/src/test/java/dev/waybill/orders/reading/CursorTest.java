package dev.waybill.orders.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.http.ProblemException;
import dev.waybill.shards.RoutedId;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void leadsBackToItsOrder() {
        UUID id = RoutedId.create(77, Instant.parse("2026-01-01T00:00:00Z"), new Random(1));

        assertThat(Cursor.parse(Cursor.after(id))).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "AAAA", "!!!!", "AAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoneOfOursIsRefused(String cursor) {
        assertThatThrownBy(() -> Cursor.parse(cursor)).isInstanceOf(ProblemException.class);
    }
}
