package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was bought may come back, some of it or all, and never more; its money goes where it came from, once. */
@WholeSystem
class ReturnSystemTest {

    @ParameterizedTest
    @ValueSource(strings = {"tok_approve", "tok_timeout_refund", "tok_slow_capture", "tok_timeout_capture"})
    void unitsGoOnTheShelfAndMoneyBack(String token, Shop shop) {
        shop.sell("SCARF", 1_999, 5);
        Aftersales aftersales = new Aftersales(shop);
        String order = shop.buy(Purchase.of("ann", "SCARF", 5).paidBy(token)).id();

        Answer first = aftersales.giveBack(order, "first", 2);
        Answer again = aftersales.giveBack(order, "first", 2);
        Answer second = aftersales.giveBack(order, "second", 1);

        assertThat(Stream.of(first, again, second).map(Answer::status)).containsExactly(202, 200, 202);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(first.body().path("refund").asLong()).isEqualTo(3_998);
        Answer done = aftersales.awaitDone(order);
        assertThat(done.state()).isEqualTo("CONFIRMED");
        assertThat(done.body().at("/lines/0/returned").asLong()).isEqualTo(3);
        JsonNode stock = shop.stock("SCARF");
        assertThat(stock.path("available").asLong()).isEqualTo(3);
        assertThat(stock.path("returned").asLong()).isEqualTo(3);
        assertThat(aftersales.giveBack(order, "third", 3).status()).isEqualTo(422);
    }

    @Test
    void manyRaceForTheLastUnitsAndAsManyWinAsThereAre(Shop shop) {
        shop.sell("SCARF", 1_999, 4);
        Aftersales aftersales = new Aftersales(shop);
        String order = shop.buy(Purchase.of("ann", "SCARF", 4)).id();

        List<Answer> told = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> aftersales.giveBack(order, "racer-" + i, 1)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(told.stream().filter(answer -> answer.status() == 202)).hasSize(4);
        assertThat(told.stream().filter(answer -> answer.status() == 422)).hasSize(36);
        assertThat(aftersales.awaitDone(order).body().at("/lines/0/returned").asLong())
                .isEqualTo(4);
        assertThat(shop.stock("SCARF").path("available").asLong()).isEqualTo(4);
        assertThat(aftersales.cancel(order).status()).isEqualTo(409);
    }

    @Test
    void whatCameBackCanBeSoldAgain(Shop shop) {
        shop.sell("SCARF", 1_999, 1);
        Aftersales aftersales = new Aftersales(shop);
        String first = shop.buy(Purchase.of("ann", "SCARF", 1)).id();
        assertThat(shop.buy(Purchase.of("bob", "SCARF", 1)).state()).isEqualTo("REJECTED");

        aftersales.giveBack(first, "does-not-fit", 1);
        aftersales.awaitDone(first);

        assertThat(shop.buy(Purchase.of("bob", "SCARF", 1)).state()).isEqualTo("CONFIRMED");
    }

    @Test
    void onlyWhatWasConfirmedComesBack(Shop shop) {
        shop.sell("SCARF", 1_999, 10);
        Aftersales aftersales = new Aftersales(shop);
        String rejected = shop.buy(Purchase.of("ann", "SCARF", 11)).id();
        String cancelled = shop.buy(Purchase.of("ann", "SCARF", 1)).id();
        aftersales.cancel(cancelled);
        String open =
                shop.place(Purchase.of("ann", "SCARF", 1).paidBy("tok_slow"), 0).id();

        assertThat(Stream.of(rejected, cancelled, open)
                        .map(order -> aftersales.giveBack(order, "too-early-or-too-late", 1))
                        .map(Answer::status))
                .containsExactly(409, 409, 409);
        shop.awaitDecided(open);
        assertThat(StreamSupport.stream(aftersales.returns(open).spliterator(), false))
                .isEmpty();
    }
}
