package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stopped with Ctrl-C and started again, the system shows the same orders. */
@WholeSystem
class RestartSystemTest {

    @Test
    void whatWasDecidedIsStillThere(RunningSystem system, Shop shop) {
        shop.sell("TABLE", 9_900, 30);
        List<JsonNode> before = IntStream.range(0, 20)
                .mapToObj(n -> shop.buy(Purchase.of("customer-" + n, "TABLE", 1)))
                .map(answer -> shop.order(answer.id()).body())
                .toList();
        // Under way while everything ends.
        Answer slow = shop.place(Purchase.of("late", "TABLE", 1).paidBy("tok_slow"), 0);

        system.restart();

        assertThat(before.stream()
                        .map(order -> shop.order(order.path("id").asText()).body()))
                .isEqualTo(before);
        assertThat(shop.awaitDecided(slow.id()).state()).isEqualTo("CONFIRMED");
        // An order is confirmed before its stock is committed.
        await().untilAsserted(() ->
                assertThat(shop.stock("TABLE").path("sold").asLong()).isEqualTo(21));
    }
}
