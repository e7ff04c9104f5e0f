package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the customer's bank says decides the order, however late it says so. */
@WholeSystem
class PaymentSystemTest {

    @ParameterizedTest
    @CsvSource({
        "tok_decline_insufficient_funds, insufficient funds",
        "tok_decline_expired_card, expired card",
        "tok_decline_fraud, fraud",
        "tok_nobody_knows, unknown token"
    })
    void aDeclineReturnsTheStock(String token, String reason, Shop shop) {
        shop.sell("LAMP", 1_250, 3);

        Answer order = shop.buy(Purchase.of("ann", "LAMP", 2).paidBy(token));

        assertThat(order.state()).isEqualTo("REJECTED");
        assertThat(order.reason()).isEqualTo("payment_declined");
        assertThat(order.body().path("detail").asText()).contains(reason);
        assertThat(shop.stock("LAMP").path("available").asLong()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_approve", "tok_slow", "tok_fail_once", "tok_timeout"})
    void anApprovalConfirmsHoweverLateItComes(String token, Shop shop) {
        shop.sell("LAMP", 1_250, 3);

        Answer placed = shop.buy(Purchase.of("ann", "LAMP", 2).paidBy(token));

        assertThat(shop.awaitDecided(placed.id()).state()).isEqualTo("CONFIRMED");
    }

    @Test
    void anOrderOfTwelveHundredLinesIsOneOrder(Shop shop) {
        java.util.List<String> skus = java.util.stream.IntStream.range(0, 1_200)
                .mapToObj(n -> "SKU-" + n)
                .toList();
        shop.sell(skus, 3, 1);
        Purchase all = new Purchase(
                "ann",
                "everything",
                "tok_approve",
                skus.stream().map(sku -> new Purchase.Line(sku, 1)).toList());

        Answer order = shop.buy(all);

        assertThat(order.state()).isEqualTo("CONFIRMED");
        assertThat(order.body().path("total").asLong()).isEqualTo(3_600);
    }
}
