package dev.waybill.payments.commanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contracts.Money;
import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.PaymentCommand.RefundPayment;
import dev.waybill.contracts.Reply.PaymentRefunded;
import dev.waybill.payments.AnOrder;
import dev.waybill.payments.Changes;
import dev.waybill.payments.Intent;
import dev.waybill.payments.Operation;
import dev.waybill.payments.Payment;
import dev.waybill.payments.PaymentState;
import dev.waybill.payments.PaymentState.Authorized;
import dev.waybill.payments.PaymentState.Authorizing;
import dev.waybill.payments.PaymentState.Captured;
import dev.waybill.payments.PaymentState.Capturing;
import dev.waybill.payments.PaymentState.Declined;
import dev.waybill.payments.PaymentState.Voided;
import dev.waybill.payments.PaymentState.Voiding;
import dev.waybill.payments.Refund;
import dev.waybill.payments.Said;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a refund, and of the next one: 42.99 were taken. */
class RefundDecisionTest {

    private static final AnOrder ORDER = AnOrder.any();

    @Test
    void beginsOnceAndCountsFromTheBeginning() {
        Changes changes = decide(0, List.of(), ORDER.refund(1, 300), ORDER.refund(1, 300), ORDER.refund(2, 3_999));
        assertThat(changes.refunds())
                .extracting(each -> each.amount().amount())
                .containsExactlyInAnyOrder(300L, 3_999L);
        assertThat(changes.changed()).extracting(Payment::state).containsExactly(captured(4_299));
        assertThat(changes.opened()).hasSize(2).allMatch(each -> each.operation() == Operation.REFUND);
        assertThat(changes.opened())
                .extracting(each -> each.key(Operation.REFUND))
                .doesNotHaveDuplicates();
        assertThat(changes.replies()).as("the provider has not answered yet").isEmpty();
        assertThat(changes.transfers()).isEmpty();
    }

    @Test
    void isNotAnsweredWhileItIsUnderWay() {
        assertThat(decide(300, List.of(underWay()), ORDER.refund(1, 300)).isEmpty())
                .isTrue();
    }

    @Test
    void isAnsweredAgainWhenItIsDone() {
        Changes changes = decide(4_299, List.of(underWay().refunded()), ORDER.refund(1, 300));
        assertThat(changes.replies())
                .extracting(Said::reply)
                .containsExactly(new PaymentRefunded(ORDER.refundRequest(1), AnOrder.TENANT, ORDER.id()));
        assertThat(changes.changed()).isEmpty();
        assertThat(changes.refunds()).isEmpty();
    }

    @Test
    void isRefusedAboveWhatIsLeft() {
        assertThat(decide(4_000, List.of(), ORDER.refund(2, 299)).refunds()).hasSize(1);
        refused(4_000, List.of(), ORDER.refund(2, 300));
        refused(0, List.of(), ORDER.refund(2, Long.MAX_VALUE));
        refused(0, List.of(), ORDER.refund(1, 4_000), ORDER.refund(2, 300));
    }

    @Test
    void isRefusedInAnotherCurrency() {
        RefundPayment pounds = ORDER.refund(1, 300);
        refused(
                0,
                List.of(),
                new RefundPayment(
                        pounds.request(),
                        pounds.tenant(),
                        pounds.orderId(),
                        pounds.authorization(),
                        new Money(300, "EUR")));
    }

    @Test
    void isRefusedIfItsRequestWasAnother() {
        refused(300, List.of(underWay()), ORDER.refund(1, 301));
    }

    @Test
    void letsGoOfMoneyThatWasNeverTaken() {
        Changes changes = decide(new Authorized("ref"), ORDER.refund(1, 300), ORDER.refund(1, 300));
        assertThat(changes.changed()).extracting(Payment::state).containsExactly(new Voiding("ref"));
        assertThat(changes.opened()).extracting(Intent::operation).containsExactly(Operation.VOID);
        assertThat(changes.refunds()).as("nothing is refunded").isEmpty();
        assertThat(changes.replies()).as("the provider has not let go yet").isEmpty();
    }

    @Test
    void isAnsweredWhenTheMoneyIsLetGoOf() {
        Changes changes = decide(new Voided("ref"), ORDER.refund(1, 4_299));
        assertThat(changes.replies())
                .extracting(Said::reply)
                .containsExactly(new PaymentRefunded(ORDER.refundRequest(1), AnOrder.TENANT, ORDER.id()));
        assertThat(changes.changed()).isEmpty();
        assertThat(changes.refunds()).isEmpty();
    }

    @Test
    void waitsForACaptureThatIsUnderWay() {
        Capturing open = new Capturing("ref", ORDER.capture().request());
        assertThat(decide(open, ORDER.refund(1, 300)).isEmpty()).isTrue();
        assertThat(decide(new Voiding("ref"), ORDER.refund(1, 300)).isEmpty()).isTrue();
    }

    @Test
    void isRefusedWhereNothingWasEverHeld() {
        assertThatThrownBy(() -> decide(new Declined("no"), ORDER.refund(1, 300)))
                .isInstanceOf(ImpossibleCommandException.class);
        assertThatThrownBy(() -> decide(new Authorizing(false), ORDER.refund(1, 300)))
                .isInstanceOf(ImpossibleCommandException.class);
        assertThatThrownBy(() -> decide(new Authorized("ref"), ORDER.refund(1, 4_300)))
                .isInstanceOf(ImpossibleCommandException.class);
    }

    private static Refund underWay() {
        return Refund.askedFor(ORDER.refund(1, 300), ORDER.paymentId(), "ref", null);
    }

    private static void refused(long refunded, List<Refund> before, PaymentCommand... commands) {
        assertThatThrownBy(() -> decide(refunded, before, commands)).isInstanceOf(ImpossibleCommandException.class);
    }

    private static Changes decide(long refunded, List<Refund> before, PaymentCommand... commands) {
        return decide(captured(refunded), before, commands);
    }

    private static Changes decide(PaymentState state, PaymentCommand... commands) {
        return decide(state, List.of(), commands);
    }

    private static Changes decide(PaymentState state, List<Refund> before, PaymentCommand... commands) {
        Payment payment = Payment.askedFor(ORDER.authorize("tok_approve"), null).in(state);
        return CommandDecision.decide(
                List.of(payment),
                before,
                Stream.of(commands).map(each -> new Asked(each, null)).toList());
    }

    private static Captured captured(long refunded) {
        return new Captured("ref", ORDER.capture().request(), refunded);
    }
}
