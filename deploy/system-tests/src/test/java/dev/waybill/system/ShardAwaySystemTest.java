package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.servers.PostgresServer;
import dev.waybill.local.stack.ServiceKind;
import dev.waybill.local.stack.Shard;
import dev.waybill.system.Traffic.Attempt;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One order shard goes away: its customers are told to come back, everybody else notices nothing. */
@WholeSystem
class ShardAwaySystemTest {
    /** How long the services wait for a shard: whoever took as long may have waited for one that is not theirs. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    @Test
    void itsCustomersWaitAndNobodyElse(RunningSystem system, Shop shop) {
        shop.sell("CHAIR", 5_000, 1_000_000);
        Shard.Slots away = system.stack().shards(ServiceKind.ORDERS).getLast().slots();
        List<String> hit = Customers.of(shop.tenant(), away, true, 20);
        List<String> others = Customers.of(shop.tenant(), away, false, 50);
        PostgresServer server = system.stack().ownServerOfLastOrders().orElseThrow();

        List<Purchase> refused =
                hit.stream().map(customer -> Purchase.of(customer, "CHAIR", 1)).toList();
        List<Answer> underWay = hit.stream()
                .map(customer -> shop.place(Purchase.of(customer, "CHAIR", 1).paidBy("tok_slow"), 0))
                .toList();
        List<Attempt> unhurt;
        try (Traffic traffic = Traffic.of(
                8,
                3_000,
                number -> Purchase.of(others.get(number % others.size()), "CHAIR", 1),
                purchase -> shop.place(purchase, 0))) {
            traffic.awaitMore(50);
            server.kill();
            refused.forEach(purchase -> assertToldToComeBack(shop.place(purchase, 0)));
            traffic.awaitMore(200);
            server.start();
            traffic.awaitMore(50);
            unhurt = traffic.stop();
        }

        assertThat(unhurt.stream().filter(attempt -> !attempt.taken())).isEmpty();
        List<Duration> took =
                unhurt.stream().map(attempt -> attempt.answer().took()).sorted().toList();
        assertThat(took.getLast()).isLessThan(DEADLINE);
        assertThat(took.get(took.size() / 2)).isLessThan(Duration.ofSeconds(1));
        Stream<String> late = refused.stream()
                .map(purchase -> shop.placePersistently(purchase, 10).id());
        Stream.concat(late, underWay.stream().map(Answer::id))
                .forEach(id -> assertThat(shop.awaitDecided(id).state()).isEqualTo("CONFIRMED"));
    }

    private static void assertToldToComeBack(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.retryAfter()).isPresent();
    }
}
