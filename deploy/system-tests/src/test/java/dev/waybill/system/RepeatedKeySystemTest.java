package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.system.Traffic.Attempt;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A customer who presses the button fifty times has ordered once. */
@WholeSystem
class RepeatedKeySystemTest {

    @Test
    void fiftyAtOnceMakeOneOrder(Shop shop) {
        shop.sell("CLOCK", 4_000, 100);
        Purchase purchase = Purchase.of("ann", "CLOCK", 2);

        List<Attempt> answers;
        try (Traffic traffic = Traffic.of(50, 50, number -> purchase, same -> shop.place(same, 10))) {
            traffic.awaitMore(50);
            answers = traffic.stop();
        }

        assertThat(answers).hasSize(50).allMatch(Attempt::taken);
        assertThat(answers.stream().map(attempt -> attempt.answer().id()).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(shop.stock("CLOCK").path("available").asLong()).isEqualTo(98);
    }

    @Test
    void anotherOrderUnderTheSameKeyIsRefused(Shop shop) {
        shop.sell("CLOCK", 4_000, 100);
        Purchase first = Purchase.of("ann", "CLOCK", 2);
        assertThat(shop.buy(first).state()).isEqualTo("CONFIRMED");

        Answer refused = shop.place(Purchase.of("ann", "CLOCK", 3).under(first.key()), 0);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(shop.buy(Purchase.of("bob", "CLOCK", 3).under(first.key())).state())
                .isEqualTo("CONFIRMED");
    }
}
