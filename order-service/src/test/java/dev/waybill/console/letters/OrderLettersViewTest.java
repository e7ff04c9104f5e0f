package dev.waybill.console.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.letters.OrderLettersView.Happened;
import dev.waybill.console.letters.Said.Cause;
import dev.waybill.console.letters.Said.Event;
import dev.waybill.console.letters.Said.Letter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderLettersViewTest {

    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void everythingThatHappenedToALetterIsALine() {
        List<Happened> happened = OrderLettersView.of(letter(
                event("parked", "payment-service", null, "no such field"),
                event("edited", "ann", "a brace", null),
                event("replay-begun", "ann", "mended", "019ab000-0000-7000-8000-000000000002"),
                event("failed", "ann", "mended", "no end"),
                event("fenced", "ann", "mended", "It comes too late."),
                event("replayed", "ann", "mended", null),
                event("discarded", "bob", "old.", null)));

        assertThat(happened)
                .extracting(Happened::text)
                .containsExactly(
                        "Pay became a dead letter of payment-service: no such field.",
                        "ann of ops edited Pay: a brace.",
                        "ann of ops began the replay 019ab000-0000-7000-8000-000000000002 of Pay: mended.",
                        "Pay failed again: no end.",
                        "Pay was replayed, and changed nothing: It comes too late.",
                        "Pay was replayed.",
                        "bob of ops discarded Pay: old.");
        assertThat(happened)
                .extracting(Happened::tone)
                .containsExactly("bad", "warn", "warn", "bad", "", "good", "warn");
    }

    private static Event event(String what, String by, @Nullable String reason, @Nullable String detail) {
        return new Event(AT, by, what, reason, detail);
    }

    private static Letter letter(Event... history) {
        return new Letter(
                UUID.fromString("019ab000-0000-7000-8000-000000000001"),
                "payment-service",
                "payments_0",
                "payment.commands.v1",
                3,
                812,
                null,
                null,
                null,
                "{}",
                null,
                null,
                "Pay",
                null,
                null,
                null,
                null,
                null,
                new Cause("unreadable", "no such field", "g"),
                "culprit",
                "parked",
                AT,
                AT,
                1,
                null,
                List.of(history));
    }
}
