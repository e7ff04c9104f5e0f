package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A customer who waits is told, and need not ask again and again. */
@WholeSystem
class WatchingSystemTest {

    @Test
    void aStreamTellsEachStateAndEnds(Shop shop) throws Exception {
        shop.sell("VASE", 900, 1);
        Answer placed = shop.place(Purchase.of("ann", "VASE", 1).paidBy("tok_slow"), 0);
        assertThat(placed.status()).isEqualTo(202);

        List<String> lines = shop.watch(placed.id());

        List<String> told =
                lines.stream().filter(line -> line.startsWith("data:")).toList();
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).contains("\"PROCESSING\"");
        assertThat(told.getLast()).contains("\"CONFIRMED\"");
    }

    @Test
    void whoPrefersToWaitIsAnsweredWithTheFinalState(Shop shop) {
        shop.sell("VASE", 900, 1);

        Answer answer = shop.place(Purchase.of("ann", "VASE", 1), 20);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.state()).isEqualTo("CONFIRMED");
    }

    @Test
    void whoWaitsTooShortIsToldThatItGoesOn(Shop shop) {
        shop.sell("VASE", 900, 1);

        Answer answer = shop.place(Purchase.of("ann", "VASE", 1).paidBy("tok_slow"), 1);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(shop.awaitDecided(answer.id()).state()).isEqualTo("CONFIRMED");
    }
}
