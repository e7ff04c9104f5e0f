package dev.waybill.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.console.letters.OrderLettersView;
import dev.waybill.console.letters.OrderLettersView.Happened;
import dev.waybill.ops.timeline.History;
import dev.waybill.orders.OrderState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoryViewTest {

    private static final Instant PLACED = Instant.parse("2026-01-31T12:00:00Z");

    /** At one instant, the order's own lines come first. */
    @Test
    void whatHappenedToItsLettersStandsAmongTheOtherLines() {
        History history = new History(
                new History.Header(
                        UUID.fromString("019ab000-0000-7000-8000-000000000003"),
                        "demo",
                        "17850",
                        OrderState.PROCESSING,
                        null,
                        null,
                        "GBP",
                        2208,
                        1,
                        PLACED),
                List.of(),
                List.of(),
                List.of());

        StoryView story = StoryView.of(
                history,
                new OrderLettersView(
                        List.of(
                                new Happened(PLACED.plusSeconds(1), "warn", "later."),
                                new Happened(PLACED, "bad", "parked."),
                                new Happened(PLACED.minusSeconds(1), "", "earlier.")),
                        List.of("payment-service is away.")));

        assertThat(story.entries())
                .extracting(StoryView.Entry::kind)
                .containsExactly("dead letter", "placed", "dead letter", "dead letter");
        assertThat(story.entries()).extracting(StoryView.Entry::text).endsWith("parked.", "later.");
        assertThat(story.missing()).containsExactly("payment-service is away.");
    }
}
