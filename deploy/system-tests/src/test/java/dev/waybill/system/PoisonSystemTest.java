package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.system.Traffic.Attempt;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that nobody can handle is put aside, and those round it go on. */
@WholeSystem
class PoisonSystemTest {

    @ParameterizedTest
    @ValueSource(strings = {"inventory.commands.v1", "payment.commands.v1", "order.replies.v1"})
    void itGoesToTheDeadLettersAndItsNeighboursOn(String topic, RunningSystem system, Shop shop) {
        shop.sell("SPOON", 90, 1_000);

        List<Attempt> answers;
        List<String> planted;
        try (Poison poison = new Poison(system.stack().servers().kafkaBootstrap());
                Traffic traffic =
                        Traffic.of(8, 400, number -> Purchase.of("customer-" + number, "SPOON", 1), shop::buy)) {
            traffic.awaitMore(50);
            planted = IntStream.range(0, 2)
                    .mapToObj(partition -> poison.plant(topic, partition))
                    .flatMap(List::stream)
                    .toList();
            traffic.awaitMore(150);
            answers = traffic.stop();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> poison.deadLetters(topic).containsAll(planted));
            assertThat(poison.deadLetters(topic)).doesNotHaveDuplicates();
        }

        assertThat(answers)
                .allMatch(attempt -> attempt.taken() && attempt.answer().state().equals("CONFIRMED"));
    }
}
