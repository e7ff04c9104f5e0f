package dev.waybill.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.payments.PaymentState.Authorized;
import dev.waybill.payments.PaymentState.Authorizing;
import dev.waybill.payments.PaymentState.Captured;
import dev.waybill.payments.PaymentState.Capturing;
import dev.waybill.payments.PaymentState.Declined;
import dev.waybill.payments.PaymentState.Voided;
import dev.waybill.payments.PaymentState.Voiding;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of a payment is lost between memory and table. */
class PaymentRowTest {

    private static final AnOrder ORDER = AnOrder.any();

    static Stream<PaymentState> states() {
        return Stream.of(
                new Authorizing(false),
                new Authorizing(true),
                new Authorized("ref"),
                new Declined("fraud"),
                new Capturing("ref", ORDER.capture().request()),
                new Captured("ref", ORDER.capture().request(), 0),
                new Captured("ref", ORDER.capture().request(), 300),
                new Voiding("ref"),
                new Voided("ref"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void keepsEveryState(PaymentState state) {
        Payment payment =
                Payment.askedFor(ORDER.authorize("tok_approve"), "trace").in(state);
        assertThat(PaymentRow.of(payment).payment()).isEqualTo(payment);
    }

    @Test
    void keepsARefund() {
        Refund refund = Refund.askedFor(ORDER.refund(1, 300), ORDER.paymentId(), "ref", "trace");
        assertThat(RefundRow.of(refund).refund()).isEqualTo(refund);
        assertThat(RefundRow.of(refund.refunded()).refund()).isEqualTo(refund.refunded());
    }

    @Test
    void keepsAVoidThatCameFirst() {
        Payment payment = Payment.voidedFirst(ORDER.letGo(), null);
        assertThat(PaymentRow.of(payment).payment()).isEqualTo(payment);
    }
}
