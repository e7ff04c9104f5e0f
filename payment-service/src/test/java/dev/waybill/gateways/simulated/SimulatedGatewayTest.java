package dev.waybill.gateways.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Money;
import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.gateways.GatewayAnswer.Approved;
import dev.waybill.gateways.GatewayAnswer.Captured;
import dev.waybill.gateways.GatewayAnswer.Declined;
import dev.waybill.gateways.GatewayAnswer.Refunded;
import dev.waybill.gateways.GatewayAnswer.Voided;
import dev.waybill.gateways.simulated.TestToken.Call;
import dev.waybill.gateways.simulated.TestToken.Manner;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedGatewayTest {

    private static final Money AMOUNT = new Money(4_299, "GBP");

    private final SimulatedGateway gateway = new SimulatedGateway(Duration.ofMillis(1));

    @ParameterizedTest
    @CsvSource({
        "tok_decline_insufficient_funds, insufficient_funds",
        "tok_decline_expired_card, expired_card",
        "tok_decline_fraud, fraud",
        "tok_decline_, unknown_token",
        "whatever, unknown_token"
    })
    void declines(String token, String reason) {
        assertThat(authorize("k", token)).isCompletedWithValue(new Declined(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_approve", "tok_slow", "tok_timeout", "tok_fail_once"})
    void theSameKeyIsTheSameHold(String token) {
        authorize("k", token);
        GatewayAnswer again = authorize("k", token).join();
        assertThat(again)
                .isInstanceOf(Approved.class)
                .isEqualTo(authorize("k", token).join());
        assertThat(new SimulatedGateway(Duration.ofMillis(1))
                        .authorize("k", AMOUNT, "tok_approve")
                        .toCompletableFuture())
                .as("after a restart")
                .isCompletedWithValue(again);
        assertThat(authorize("other", "tok_approve")).isNotEqualTo(again);
    }

    @Test
    void theFirstCallIsAsTheTokenSays() {
        assertThat(authorize("a", "tok_approve")).isCompleted();
        assertThat(authorize("b", "tok_timeout")).isNotDone();
        assertThat(authorize("c", "tok_fail_once")).isCompletedExceptionally();
        assertThat(authorize("d", "tok_slow")).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void captureAndVoidAreNeverRefused() {
        assertThat(gateway.capture("k", AMOUNT, "ref").toCompletableFuture()).isCompletedWithValue(new Captured());
        assertThat(gateway.voidHold("k", AMOUNT, "ref").toCompletableFuture()).isCompletedWithValue(new Voided());
        assertThat(gateway.refund("k", AMOUNT, "ref").toCompletableFuture()).isCompletedWithValue(new Refunded());
    }

    @Test
    void someTokensMakeALaterCallDoubtful() {
        assertThat(gateway.capture("c", AMOUNT, hold("tok_timeout_capture"))).isNotCompleted();
        assertThat(gateway.capture("c", AMOUNT, hold("tok_timeout_capture"))).isCompletedWithValue(new Captured());
        assertThat(gateway.voidHold("v", AMOUNT, hold("tok_timeout_void"))).isNotCompleted();
        assertThat(gateway.voidHold("v", AMOUNT, hold("tok_timeout_void"))).isCompletedWithValue(new Voided());
        assertThat(gateway.refund("r", AMOUNT, hold("tok_timeout_refund"))).isNotCompleted();
        assertThat(gateway.refund("r", AMOUNT, hold("tok_timeout_refund"))).isCompletedWithValue(new Refunded());
        assertThat(gateway.capture("s", AMOUNT, hold("tok_slow_capture")).toCompletableFuture())
                .succeedsWithin(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_timeout_capture", "tok_slow_capture", "tok_timeout_void", "tok_timeout_refund"})
    void andNoOther(String token) {
        assertThat(authorize("a", token)).isCompleted();
        TestToken behaviour = TestToken.ofReference(hold(token));
        assertThat(behaviour.name()).isEqualTo(token);
        assertThat(Stream.of(Call.values()).filter(call -> behaviour.manner(call) != Manner.ANSWERS))
                .hasSize(1);
    }

    private String hold(String token) {
        return ((Approved) authorize("hold", token).join()).reference();
    }

    private CompletableFuture<GatewayAnswer> authorize(String key, String token) {
        return gateway.authorize(key, AMOUNT, token).toCompletableFuture();
    }
}
