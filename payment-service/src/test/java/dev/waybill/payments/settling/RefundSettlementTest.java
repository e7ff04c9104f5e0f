package dev.waybill.payments.settling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contracts.Reply.PaymentRefunded;
import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.ledger.Account;
import dev.waybill.payments.AnOrder;
import dev.waybill.payments.Changes;
import dev.waybill.payments.Payment;
import dev.waybill.payments.PaymentState;
import dev.waybill.payments.Refund;
import dev.waybill.payments.Said;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a provider's answer makes of a refund. */
class RefundSettlementTest {

    private static final AnOrder ORDER = AnOrder.any();
    private static final Payment PAYMENT = Payment.askedFor(ORDER.authorize("tok_approve"), null)
            .in(new PaymentState.Captured("ref", ORDER.capture().request(), 300));
    private static final Refund UNDER_WAY =
            Refund.askedFor(ORDER.refund(1, 300), ORDER.paymentId(), "ref", "the command's");
    private static final GatewayAnswer REFUNDED = new GatewayAnswer.Refunded();

    @Test
    void movesTheRefundsMoneyAndAnswersItsRequest() {
        Changes changes = settle(UNDER_WAY, REFUNDED);
        assertThat(changes.refunds()).extracting(Refund::state).containsExactly(Refund.State.REFUNDED);
        assertThat(changes.transfers()).singleElement().satisfies(transfer -> {
            assertThat(transfer.refundId()).isEqualTo(UNDER_WAY.id());
            assertThat(transfer.amount()).isEqualTo(UNDER_WAY.amount());
            assertThat(transfer.kind().debit()).isEqualTo(Account.MERCHANT);
            assertThat(transfer.kind().credit()).isEqualTo(Account.CUSTOMER);
        });
        assertThat(changes.replies())
                .containsExactly(new Said(
                        UNDER_WAY.id(),
                        new PaymentRefunded(ORDER.refundRequest(1), AnOrder.TENANT, ORDER.id()),
                        "the command's"));
        assertThat(changes.changed()).as("it was counted when it began").isEmpty();
        assertThat(changes.opened()).isEmpty();
    }

    @Test
    void countsOnceHoweverOftenItIsAnswered() {
        assertThat(settle(UNDER_WAY, REFUNDED, REFUNDED).transfers()).hasSize(1);
        assertThat(settle(UNDER_WAY.refunded(), REFUNDED).isEmpty()).isTrue();
    }

    @Test
    void passesOverWhatIsNoAnswerToIt() {
        assertThat(settle(UNDER_WAY, new GatewayAnswer.Captured(), new GatewayAnswer.Voided())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void twoRefundsOfAPaymentAreSettledEachByItself() {
        Refund other = Refund.askedFor(ORDER.refund(2, 300), ORDER.paymentId(), "ref", null);
        Changes changes = SettlementDecision.decide(
                List.of(PAYMENT),
                List.of(UNDER_WAY, other),
                List.of(new Answered(other, REFUNDED), new Answered(UNDER_WAY, REFUNDED)));
        assertThat(changes.transfers()).hasSize(2).doesNotHaveDuplicates();
        assertThat(changes.replies()).hasSize(2);
    }

    @Test
    void anAnswerForARefundThatIsNotThereIsABug() {
        assertThatThrownBy(() -> SettlementDecision.decide(
                        List.of(PAYMENT), List.of(), List.of(new Answered(UNDER_WAY, REFUNDED))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Changes settle(Refund before, GatewayAnswer... answers) {
        return SettlementDecision.decide(
                List.of(PAYMENT),
                List.of(before),
                Stream.of(answers).map(each -> new Answered(before, each)).toList());
    }
}
