package dev.waybill.letters.searching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void isReadAsItWasWritten() {
        Cursor cursor = new Cursor(Instant.parse("2026-01-31T12:00:00.123456Z"), UUID.randomUUID());
        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00Z/7",
                "+1000000000-12-31T23:59:59.999999999Z/00000000-0000-0000-0000-000000000000",
                "-1000000000-01-01T00:00:00Z/00000000-0000-0000-0000-000000000000"
            })
    void whatNoPageGaveIsRefused(String content) {
        String text = Base64.getUrlEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Cursor.parse(text))
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(422));
    }
}
