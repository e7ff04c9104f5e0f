package dev.waybill.letters.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.http.ProblemException;
import dev.waybill.letters.searching.LetterFilter;
import dev.waybill.letters.searching.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTest {

    private static final UUID ID = new UUID(1, 2);
    private static final LetterFilter ALL = LetterFilter.read(name -> null);

    @Test
    void lettersAreSelectedInOneWayOfThree() throws IOException {
        assertThat(selection("{\"ids\":[\"%s\"]}".formatted(ID))).isEqualTo(Selection.of(List.of(ID)));
        assertThat(selection("{\"all\":true}")).isEqualTo(Selection.of(ALL));
        assertThat(selection("{\"search\":{\"status\":\"parked\"}}")).isEqualTo(Selection.of(ALL));
        assertThat(selection("{\"search\":{\"group\":\"g1\"},\"reason\":\"x\"}")
                        .filter()
                        .getFirst()
                        .causeGroup())
                .isEqualTo("g1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | /",
                "{\"reason\":\"x\"} | /",
                "{\"ids\":[],\"search\":{\"group\":\"x\"}} | /",
                "{\"search\":{\"group\":\"x\"},\"all\":true} | /",
                "{\"ids\":[]} | /ids",
                "{\"ids\":{}} | /ids",
                "{\"ids\":[null]} | /ids",
                "{\"ids\":[\"1-1-1-1-1\"]} | /ids",
                "{\"all\":false} | /all",
                "{\"all\":\"true\"} | /all",
                "{\"all\":null} | /all",
                "{\"search\":{}} | /search",
                "{\"search\":null} | /search",
                "{\"search\":[]} | /search",
                "{\"search\":{\"group\":null}} | /search/group",
                "{\"search\":{\"group\":7}} | /search/group",
                "{\"search\":{\"group\":\"\"}} | /search/group",
                "{\"search\":{\"grupp\":\"x\"}} | /search/grupp",
                "{\"search\":{\"orderId\":\"1-2-3-4-5\"}} | /search/orderId",
                "{\"search\":{\"status\":\"replayed\"}} | /search/status",
                "{\"search\":{\"from\":\"-4712-01-01T00:00:00Z\"}} | /search/from",
                "{\"search\":{\"to\":\"+294277-01-01T00:00:00Z\"}} | /search/to",
                "{\"search\":{\"group\":\"x\"},\"dryRun\":true} | /dryRun",
                "{\"search\":{\"group\":\"x\"},\"a/b\":true} | /a~1b"
            })
    void whatNamesNothingOrTooMuchIsRefused(String body, String pointer) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> selection(body))
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(422))
                .satisfies(e ->
                        assertThat(e.problem().errors().getFirst().pointer()).isEqualTo(pointer));
    }

    private static Selection selection(String body) throws IOException {
        return Body.readSelecting(body.getBytes(StandardCharsets.UTF_8), "reason")
                .selection();
    }
}
