package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.stack.ServiceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order may be called off in whatever state it is: its money and its units come back, once. */
@WholeSystem
class CancelSystemTest {
    private static final int RACERS = 150;
    private static final int LATEST_MILLIS = 400;
    private static final long SEED = 20_260_101;

    @Test
    void whileStockIsBeingReserved(RunningSystem system, Shop shop) {
        shop.sell("CLOAK", 8_000, 1);
        Aftersales aftersales = new Aftersales(shop);
        String order;
        try (Frozen warehouse = Frozen.freeze(system.service(ServiceKind.INVENTORY))) {
            assertThat(warehouse).isNotNull();
            order = shop.place(Purchase.of("ann", "CLOAK", 1), 0).id();

            Answer told = aftersales.cancel(order);

            assertThat(told.status()).isEqualTo(202);
            assertThat(told.body().at("/order/state").asText()).isEqualTo("PROCESSING");
        }
        assertThat(shop.awaitDecided(order).state()).isEqualTo("CANCELLED");
        assertThat(shop.stock("CLOAK").path("available").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_slow", "tok_timeout", "tok_fail_once"})
    void whileTheBankThinks(String token, Shop shop) {
        shop.sell("CLOAK", 8_000, 1);
        Aftersales aftersales = new Aftersales(shop);
        String order =
                shop.place(Purchase.of("ann", "CLOAK", 1).paidBy(token), 0).id();
        await().until(() -> shop.stock("CLOAK").path("reserved").asLong() == 1);

        Answer told = aftersales.cancel(order, 30);

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body().at("/order/state").asText()).isEqualTo("CANCELLED");
        assertThat(shop.stock("CLOAK").path("available").asLong()).isEqualTo(1);
    }

    /** Whatever it came before or after, the cancel is told so at once, and so it stays. */
    @Test
    void racingTheConfirmation(Shop shop) {
        shop.sell("CLOAK", 8_000, 1_000);
        Aftersales aftersales = new Aftersales(shop);
        Random random = new Random(SEED);
        List<CompletableFuture<Race>> races = new ArrayList<>();
        try (ScheduledExecutorService clock = Executors.newScheduledThreadPool(16)) {
            for (int i = 0; i < RACERS; i++) {
                String token = random.nextInt(5) == 0 ? "tok_decline_fraud" : "tok_approve";
                String order = shop.place(Purchase.of("racer-" + i, "CLOAK", 1).paidBy(token), 0)
                        .id();
                CompletableFuture<Race> race = new CompletableFuture<>();
                races.add(race);
                int late = i % 3 == 0 ? 0 : random.nextInt(LATEST_MILLIS);
                var unused = clock.schedule(
                        () -> race.completeAsync(() -> new Race(order, aftersales.cancel(order))),
                        late,
                        TimeUnit.MILLISECONDS);
            }
            races.forEach(CompletableFuture::join);
        }
        races.forEach(race -> race.join().assertToldTheTruth(shop, aftersales));
    }

    private record Race(String order, Answer told) {
        void assertToldTheTruth(Shop shop, Aftersales aftersales) {
            assertThat(told.status()).as("%s", this).isIn(200, 202, 409);
            String state = shop.awaitDecided(order).state();
            if (told.status() == 409) {
                assertThat(state).as("%s", this).isEqualTo("REJECTED");
                return;
            }
            assertThat(aftersales.awaitDone(order).state()).as("%s", this).isEqualTo("CANCELLED");
            JsonNode cancellation = told.body().path("cancellation");
            JsonNode now = aftersales.cancellation(order).body();
            assertThat(now.path("refund")).as("%s", this).isEqualTo(cancellation.path("refund"));
            assertThat(now.path("lines")).as("%s", this).isEqualTo(cancellation.path("lines"));
        }
    }

    @Test
    void afterItWasConfirmed(Shop shop) {
        shop.sell("CLOAK", 8_000, 3);
        Aftersales aftersales = new Aftersales(shop);
        String order = shop.buy(Purchase.of("ann", "CLOAK", 3)).id();

        Answer told = aftersales.cancel(order);

        assertThat(told.body().at("/cancellation/refund").asLong()).isEqualTo(24_000);
        assertThat(aftersales.awaitDone(order).state()).isEqualTo("CANCELLED");
        assertThat(shop.stock("CLOAK").path("available").asLong()).isEqualTo(3);
        assertThat(shop.stock("CLOAK").path("returned").asLong()).isEqualTo(3);
    }

    /** The money is being taken: it can be given back only then. */
    @ParameterizedTest
    @ValueSource(strings = {"tok_slow_capture", "tok_timeout_capture"})
    void whileTheMoneyIsBeingTaken(String token, Shop shop) {
        shop.sell("CLOAK", 8_000, 1);
        Aftersales aftersales = new Aftersales(shop);
        String order = shop.buy(Purchase.of("ann", "CLOAK", 1).paidBy(token)).id();

        Answer told = aftersales.cancel(order, 30);

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body().at("/cancellation/refund").asLong()).isEqualTo(8_000);
        assertThat(aftersales.awaitDone(order).state()).isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_timeout_refund", "tok_approve"})
    void aHundredTimesAtOnceIsOnce(String token, Shop shop) {
        shop.sell("CLOAK", 8_000, 1);
        Aftersales aftersales = new Aftersales(shop);
        String order = shop.buy(Purchase.of("ann", "CLOAK", 1).paidBy(token)).id();

        List<CompletableFuture<Answer>> told = IntStream.range(0, 100)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> aftersales.cancel(order)))
                .toList();

        assertThat(told.stream()
                        .map(CompletableFuture::join)
                        .peek(answer -> assertThat(answer.status()).isIn(200, 202))
                        .map(answer -> answer.body().at("/cancellation/id").asText())
                        .distinct())
                .hasSize(1);
        aftersales.awaitDone(order);
    }

    @Test
    void whatWasRejectedHasNothingToCancel(Shop shop) {
        shop.sell("CLOAK", 8_000, 1);
        String order = shop.buy(Purchase.of("ann", "CLOAK", 2)).id();

        assertThat(new Aftersales(shop).cancel(order).status()).isEqualTo(409);
    }

    /** Those who sent an order back and those who call it off meet; each gets what the other has left. */
    @Test
    void togetherWithReturns(Shop shop) {
        shop.sell("CLOAK", 8_000, 200);
        Aftersales aftersales = new Aftersales(shop);
        List<String> orders = IntStream.range(0, 20)
                .mapToObj(i -> shop.buy(Purchase.of("ann", "CLOAK", 5)).id())
                .toList();

        List<CompletableFuture<Answer>> asked = new ArrayList<>();
        for (String order : orders) {
            asked.add(CompletableFuture.supplyAsync(() -> aftersales.giveBack(order, "some", 2)));
            asked.add(CompletableFuture.supplyAsync(() -> aftersales.cancel(order)));
            asked.add(CompletableFuture.supplyAsync(() -> aftersales.giveBack(order, "more", 1)));
        }

        asked.forEach(answer -> assertThat(answer.join().status()).isIn(200, 202, 409));
        for (String order : orders) {
            assertThat(aftersales.awaitDone(order).state()).isEqualTo("CANCELLED");
            assertThat(aftersales.all(order).stream()
                            .mapToLong(each -> each.path("refund").asLong()))
                    .satisfies(refunds -> assertThat(
                                    refunds.stream().mapToLong(Long::longValue).sum())
                            .isEqualTo(40_000));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shop.stock("CLOAK").path("available").asLong() == 200);
    }
}
