package dev.waybill.system;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.local.stack.Service;
import dev.waybill.local.stack.ServiceKind;
import dev.waybill.system.Traffic.Attempt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More customers than units: every unit is sold, and none twice. */
@WholeSystem
class LastUnitsSystemTest {
    private static final int SKUS = 600;
    private static final int UNITS = 3;
    private static final int RIVALS = 5;

    @Test
    void twoHundredCustomersShareFiftyUnits(Shop shop) {
        shop.sell("DOLL", 700, 50);

        List<Attempt> answers;
        try (Traffic traffic =
                Traffic.of(200, 200, number -> Purchase.of("customer-" + number, "DOLL", 1), shop::buy)) {
            traffic.awaitMore(200);
            answers = traffic.stop();
        }

        assertThat(states(answers)).isEqualTo(Map.of("CONFIRMED", 50L, "REJECTED", 150L));
        assertThat(answers.stream().map(Attempt::answer).filter(answer -> answer.state()
                        .equals("REJECTED")))
                .allMatch(answer -> answer.reason().equals("out_of_stock"));
        assertThat(shop.stock("DOLL").path("available").asLong()).isZero();
        assertThat(shop.stock("DOLL").path("sold").asLong()).isEqualTo(50);
    }

    /** Race after race for a last unit, while a second replica takes over half of the shards and gives them back. */
    @Test
    void aReplicaThatComesAndGoesSellsNothingTwice(RunningSystem system, Shop shop) throws Exception {
        shop.sell(IntStream.range(0, SKUS).mapToObj(LastUnitsSystemTest::sku).toList(), 700, UNITS);

        List<Attempt> answers;
        try (Traffic traffic = Traffic.of(20, SKUS * RIVALS, LastUnitsSystemTest::rival, shop::buy);
                Groups groups = new Groups(system.stack().servers().kafkaBootstrap())) {
            CompletableFuture<Service> joining =
                    CompletableFuture.supplyAsync(() -> system.stack().addReplica(ServiceKind.INVENTORY));
            await().atMost(Duration.ofSeconds(60)).until(() -> groups.members("inventory-service") == 2);
            traffic.awaitMore(200);
            joining.join().stop();
            traffic.awaitMore(200);
            answers = traffic.stop();
        }

        assertThat(answers.stream().filter(attempt -> !attempt.taken())).isEmpty();
        Map<String, List<Attempt>> races = answers.stream()
                .collect(groupingBy(
                        attempt -> attempt.purchase().lines().getFirst().sku()));
        races.values().removeIf(rivals -> rivals.size() < RIVALS);
        assertThat(races).isNotEmpty();
        races.forEach((sku, rivals) -> assertThat(states(decided(shop, rivals)))
                .as(sku)
                .isEqualTo(Map.of("CONFIRMED", (long) UNITS, "REJECTED", (long) RIVALS - UNITS)));
    }

    /** Some may have waited for longer than they liked, in the moment when a shard changed hands. */
    private static List<Attempt> decided(Shop shop, List<Attempt> rivals) {
        return rivals.stream()
                .map(rival -> rival.answer().state().equals("PROCESSING")
                        ? new Attempt(
                                rival.purchase(),
                                shop.awaitDecided(rival.answer().id()),
                                null)
                        : rival)
                .toList();
    }

    private static Purchase rival(int number) {
        return Purchase.of("customer-" + number, sku(number / RIVALS), 1);
    }

    private static String sku(int number) {
        return "RARE-" + number;
    }

    private static Map<String, Long> states(List<Attempt> attempts) {
        return attempts.stream().collect(groupingBy(attempt -> attempt.answer().state(), counting()));
    }
}
