package dev.waybill.console.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.http.ProblemException;
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
        assertThat(selection.query()).isEqualTo("chosen=payment-service%3A" + LETTER);
        assertThat(selection.sentence()).isEqualTo("1 letter");
    }

    @Test
    void aSearchIsAskedOfAll() {
        Filter filter = Filter.of(Map.of("group", "a&b", "text", " ", "nonsense", "x")::get);
        Selection selection = Selection.of(List.of(), filter);

        assertThat(selection.askOf("any")).contains(Map.of("search", Map.of("group", "a&b")));
        assertThat(selection.query()).isEqualTo("group=a%26b");
    }

    @Test
    void whatIsNoLetterIsRefused() {
        assertThatThrownBy(() -> Selection.of(List.of("payment-service:1"), new Filter(Map.of())))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Selection.of(List.of("x"), new Filter(Map.of())))
                .isInstanceOf(ProblemException.class);
    }
}
