package dev.waybill.console.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.http.ProblemException;
import dev.waybill.letters.searching.LetterFilter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final UUID LETTER = UUID.fromString("019ab000-0000-7000-8000-000000000001");

    @Test
    void chosenLettersAreAskedOfTheirServiceOnly() {
        Selection selection = Selection.of(List.of("payment-service:" + LETTER), new Filter(Map.of()));

        assertThat(selection.askOf("payment-service")).contains(Map.of("ids", List.of(LETTER)));
        assertThat(selection.askOf("inventory-service")).isEmpty();
        assertThat(selection.query()).isEmpty();
        assertThat(selection.chosen()).containsExactly("payment-service:" + LETTER);
        assertThat(selection.sentence("")).isEqualTo("1 letter");
    }

    @Test
    void aSearchIsAskedOfAll() {
        Filter filter = Filter.of(Map.of("group", "a&b", "text", " ", "nonsense", "x")::get);
        Selection selection = Selection.of(List.of(), filter);

        assertThat(selection.askOf("any")).contains(Map.of("search", Map.of("group", "a&b")));
        assertThat(selection.query()).isEqualTo("group=a%26b");
    }

    @Test
    void whatCanBeTypedIsWhatTheServicesKnow() {
        assertThat(Filter.NAMES).containsExactlyElementsOf(LetterFilter.NAMES);
    }

    @Test
    void aLetterThatIsChosenTwiceIsOne() {
        String chosen = "payment-service:" + LETTER;

        assertThat(Selection.of(List.of(chosen, chosen), new Filter(Map.of())).count())
                .isEqualTo(1);
    }

    /** An empty search would be all letters of all services. */
    @Test
    void nothingIsNeverTakenForEverything() {
        Filter nothing = new Filter(Map.of());

        assertThatThrownBy(() -> Selection.of(List.of(), nothing))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().title()).isEqualTo("No letter was chosen"));
        assertThat(Selection.of(List.of(), nothing.explicit()).query()).isEqualTo("status=parked");
        assertThat(nothing.explicit().sentence("")).isEqualTo("all that are parked");
    }

    @Test
    void whatFailsAfterItWasCountedIsNotMeant() {
        Selection search = Selection.of(List.of(), new Filter(Map.of("group", "a")));
        Instant now = Instant.parse("2026-01-31T12:00:00Z");

        assertThat(search.until(now).query()).isEqualTo("group=a&to=2026-01-31T12%3A00%3A00Z");
        assertThat(search.until(now).until(now.plusSeconds(1))).isEqualTo(search.until(now));
        assertThat(Selection.of(List.of("payment-service:" + LETTER), new Filter(Map.of()))
                        .until(now)
                        .query())
                .isEmpty();
    }

    @Test
    void aSearchThatEndsLaterEndsWhereItWasCounted() {
        Instant now = Instant.parse("2026-01-31T12:00:00Z");

        assertThat(new Filter(Map.of("to", "2030-01-01T00:00:00Z")).until(now).get("to"))
                .isEqualTo("2026-01-31T12:00:00Z");
        assertThat(new Filter(Map.of("to", "2026-01-01T00:00:00Z")).until(now).get("to"))
                .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(new Filter(Map.of("to", "yesterday")).until(now).get("to")).isEqualTo("yesterday");
    }

    @Test
    void aGroupIsSaidInTheWordsOfItsCause() {
        Filter group = new Filter(Map.of("group", "6f1c"));

        assertThat(group.sentence("no ce_id")).isEqualTo("cause “no ce_id”");
        assertThat(group.sentence("")).isEqualTo("group 6f1c");
    }

    @Test
    void whatIsNoLetterIsRefused() {
        assertThatThrownBy(() -> Selection.of(List.of("payment-service:1"), new Filter(Map.of())))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Selection.of(List.of("payment-service:1-2-3-4-5"), new Filter(Map.of())))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Selection.of(List.of("x"), new Filter(Map.of())))
                .isInstanceOf(ProblemException.class);
    }
}
