package dev.waybill.local.ops.showing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsTextToTheLeftAndNumbersToTheRight() {
        String text = Table.of("CAUSE", "LETTERS", "WHY")
                .row("unreadable", "7", "")
                .row("rejected", "1,200", "so")
                .textOr("none");

        assertThat(text.lines())
                .containsExactly("CAUSE       LETTERS  WHY", "unreadable        7", "rejected      1,200  so");
    }

    @Test
    void whatAMessageContainsDoesNotSteerTheTerminal() {
        String text =
                Table.of("WHY").row("a\u001b[2J\nb\u202Ec").row("x".repeat(100)).textOr("none");

        assertThat(text.lines()).containsExactly("WHY", "a [2J b c", "x".repeat(59) + "…");
    }

    @Test
    void withoutRowsThereIsNoHeading() {
        assertThat(Table.of("WHY").textOr("None.").strip()).isEqualTo("None.");
        assertThatThrownBy(() -> Table.of("WHY").row("a", "b")).isInstanceOf(IllegalArgumentException.class);
    }
}
