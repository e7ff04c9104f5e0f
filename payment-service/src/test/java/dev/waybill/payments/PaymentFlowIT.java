package dev.waybill.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Reply.PaymentAuthorized;
import dev.waybill.contracts.Reply.PaymentCaptured;
import dev.waybill.contracts.Reply.PaymentDeclined;
import dev.waybill.contracts.Reply.PaymentRefunded;
import dev.waybill.contracts.Reply.PaymentVoided;
import dev.waybill.contracts.TraceContext;
import dev.waybill.shards.RoutedId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in, replies out, over the real topics, databases and the simulated provider. */
@QuarkusTest
@QuarkusTestResource(PaymentServers.class)
class PaymentFlowIT {

    private final AnOrder order = AnOrder.any();
    private SagaStandIn saga;

    @BeforeEach
    void open() {
        saga = new SagaStandIn();
    }

    @AfterEach
    void close() {
        saga.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_approve", "tok_slow", "tok_timeout", "tok_fail_once"})
    void whatIsApprovedIsHeldAndThenTaken(String token) throws SQLException {
        saga.send(order.authorize(token));
        assertThat(saga.hear(PaymentAuthorized.class, order).reply())
                .isEqualTo(new PaymentAuthorized(order.attempt(1), AnOrder.TENANT, order.id()));

        saga.send(order.capture());
        assertThat(saga.hear(PaymentCaptured.class, order).reply().request())
                .isEqualTo(order.capture().request());
        assertThat(Books.of(order))
                .containsExactly("AUTHORIZE customer>authorized 4299 GBP", "CAPTURE authorized>merchant 4299 GBP");
        assertThat(Books.state(order)).isEqualTo("CAPTURED");
    }

    @ParameterizedTest
    @CsvSource({
        "tok_decline_insufficient_funds, insufficient_funds",
        "tok_decline_expired_card, expired_card",
        "tok_decline_fraud, fraud",
        "tok_decline_weather, unknown_token",
        "4111111111111111, unknown_token"
    })
    void whatIsDeclinedMovesNoMoney(String token, String reason) throws SQLException {
        saga.send(order.authorize(token));
        PaymentDeclined declined =
                (PaymentDeclined) saga.hear(PaymentDeclined.class, order).reply();
        assertThat(declined.reason()).isEqualTo(reason);

        saga.send(order.letGo());
        saga.hear(PaymentVoided.class, order);
        assertThat(Books.of(order)).isEmpty();
        assertThat(Books.state(order)).isEqualTo("DECLINED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_approve", "tok_slow_capture", "tok_timeout_capture", "tok_timeout_refund"})
    void whatIsTakenIsGivenBackInParts(String token) throws SQLException {
        pay(token);
        saga.send(order.refund(1, 299));
        assertThat(saga.hear(PaymentRefunded.class, order).reply())
                .isEqualTo(new PaymentRefunded(order.refundRequest(1), AnOrder.TENANT, order.id()));
        saga.send(order.refund(2, 4_000));
        saga.hear(PaymentRefunded.class, order);
        assertThat(Books.of(order))
                .containsExactly(
                        "AUTHORIZE customer>authorized 4299 GBP",
                        "CAPTURE authorized>merchant 4299 GBP",
                        "REFUND merchant>customer 299 GBP",
                        "REFUND merchant>customer 4000 GBP");
        assertThat(Books.refunded(order)).isEqualTo("4299");
    }

    @Test
    void aRepeatedRefundIsAnsweredTheSameAndMovesNothing() throws SQLException {
        pay("tok_approve");
        saga.send(order.refund(1, 299));
        SagaStandIn.Heard first = saga.hear(PaymentRefunded.class, order);
        saga.send(order.refund(1, 299));
        SagaStandIn.Heard again = saga.hear(PaymentRefunded.class, order);
        assertThat(again.messageId()).isEqualTo(first.messageId());
        assertThat(again.reply()).isEqualTo(first.reply());
        assertThat(Books.of(order)).hasSize(3);
    }

    @Test
    void aRefundAboveWhatWasTakenMovesNothingAndHarmsNoOther() throws SQLException {
        pay("tok_approve");
        saga.send(order.refund(1, 4_300));
        AnOrder neighbour = AnOrder.inSlot(RoutedId.slotOf(order.id()));
        saga.send(neighbour.authorize("tok_approve"));
        saga.hear(PaymentAuthorized.class, neighbour);
        assertThat(Books.of(order)).hasSize(2);
        assertThat(Books.refunded(order)).isEqualTo("0");
    }

    @Test
    void aVoidWhoseAnswerIsLostIsAskedForAgain() throws SQLException {
        saga.send(order.authorize("tok_timeout_void"));
        saga.hear(PaymentAuthorized.class, order);
        saga.send(order.letGo());
        saga.hear(PaymentVoided.class, order);
        assertThat(Books.state(order)).isEqualTo("VOIDED");
    }

    private void pay(String token) {
        saga.send(order.authorize(token));
        saga.hear(PaymentAuthorized.class, order);
        saga.send(order.capture());
        saga.hear(PaymentCaptured.class, order);
    }

    @Test
    void whatIsHeldIsLetGo() throws SQLException {
        saga.send(order.authorize("tok_approve"));
        saga.hear(PaymentAuthorized.class, order);
        saga.send(order.letGo());
        saga.hear(PaymentVoided.class, order);
        assertThat(Books.of(order))
                .containsExactly("AUTHORIZE customer>authorized 4299 GBP", "VOID authorized>customer 4299 GBP");
        assertThat(Books.state(order)).isEqualTo("VOIDED");
    }

    @Test
    void aVoidThatComesFirstMakesTheLateAuthorizationDeclined() throws SQLException {
        saga.send(order.letGo());
        saga.hear(PaymentVoided.class, order);
        saga.send(order.authorize("tok_approve"));
        PaymentDeclined declined =
                (PaymentDeclined) saga.hear(PaymentDeclined.class, order).reply();
        assertThat(declined.reason()).isEqualTo("voided");
        assertThat(Books.of(order)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_slow", "tok_timeout"})
    void aVoidWhileTheProviderThinksIsCarriedOutWhenItHasAnswered(String token) throws SQLException {
        saga.send(order.authorize(token));
        saga.send(order.letGo());
        saga.hear(PaymentVoided.class, order);
        assertThat(Books.of(order))
                .containsExactly("AUTHORIZE customer>authorized 4299 GBP", "VOID authorized>customer 4299 GBP");
        assertThat(Books.state(order)).isEqualTo("VOIDED");
    }

    @Test
    void aRepeatIsAnsweredTheSameUnderTheSameId() throws SQLException {
        saga.send(order.authorize("tok_approve"));
        SagaStandIn.Heard first = saga.hear(PaymentAuthorized.class, order);
        saga.send(order.authorize("tok_approve"));
        SagaStandIn.Heard again = saga.hear(PaymentAuthorized.class, order);

        assertThat(again.messageId()).isEqualTo(first.messageId());
        assertThat(again.reply()).isEqualTo(first.reply());
        assertThat(Books.of(order)).hasSize(1);
    }

    @Test
    void repliesCarryTheTraceOn() {
        saga.send(order.authorize("tok_approve"));
        SagaStandIn.Heard heard = saga.hear(PaymentAuthorized.class, order);
        assertThat(TraceContext.traceId(heard.traceparent())).isEqualTo(SagaStandIn.TRACE_ID);
    }

    @Test
    void anOrderThatCostsNothingIsPaidWithoutATransfer() throws SQLException {
        saga.send(order.authorize("tok_approve", 0));
        saga.hear(PaymentAuthorized.class, order);
        saga.send(order.capture());
        saga.hear(PaymentCaptured.class, order);
        assertThat(Books.of(order)).isEmpty();
    }

    @Test
    void slowPaymentsDelayNobody() {
        List<AnOrder> slow =
                IntStream.range(0, 50).mapToObj(any -> AnOrder.inSlot(7)).toList();
        AnOrder fast = AnOrder.inSlot(7);
        slow.forEach(each -> saga.send(each.authorize("tok_slow")));
        saga.send(fast.authorize("tok_approve"));

        saga.hear(PaymentAuthorized.class, fast);
        assertThat(saga.heard())
                .extracting(SagaStandIn.Heard::reply)
                .extracting(Reply::orderId)
                .doesNotContain(slow.getLast().id());
        slow.forEach(each -> saga.hear(PaymentAuthorized.class, each));
    }

    @Test
    void aCommandThatCannotBeHarmsNoOther() {
        AnOrder neverAuthorized = AnOrder.inSlot(9);
        AnOrder neighbour = AnOrder.inSlot(9);
        saga.send(neverAuthorized.capture());
        saga.send(neighbour.authorize("tok_approve"));
        saga.hear(PaymentAuthorized.class, neighbour);
    }
}
