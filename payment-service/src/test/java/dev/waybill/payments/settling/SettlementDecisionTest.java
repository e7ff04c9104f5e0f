package dev.waybill.payments.settling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Request;
import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.ledger.Transfer;
import dev.waybill.ledger.TransferKind;
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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers' half of the state machine: every state, every answer. */
class SettlementDecisionTest {

    private static final AnOrder ORDER = AnOrder.any();
    private static final Request CAPTURE = ORDER.capture().request();
    private static final GatewayAnswer APPROVED = new GatewayAnswer.Approved("ref");
    private static final GatewayAnswer DECLINED = new GatewayAnswer.Declined("fraud");
    private static final GatewayAnswer CAPTURED = new GatewayAnswer.Captured();
    private static final GatewayAnswer VOIDED = new GatewayAnswer.Voided();
    private static final GatewayAnswer REFUNDED = new GatewayAnswer.Refunded();
    private static final List<GatewayAnswer> ANSWERS = List.of(APPROVED, DECLINED, CAPTURED, VOIDED, REFUNDED);

    private static final PaymentState AUTHORIZING = new Authorizing(false);
    private static final PaymentState TO_BE_VOIDED = new Authorizing(true);
    private static final PaymentState CAPTURING = new Capturing("ref", CAPTURE);
    private static final PaymentState VOIDING = new Voiding("ref");
    private static final List<PaymentState> STATES = List.of(
            AUTHORIZING,
            TO_BE_VOIDED,
            CAPTURING,
            VOIDING,
            new Authorized("ref"),
            new Declined("fraud"),
            new Captured("ref", CAPTURE, 0),
            new Captured("ref", CAPTURE, 300),
            new Voided("ref"),
            Voided.beforeItWasAskedFor());

    /** State before, answer, state after, transfers, replies. */
    static Stream<Arguments> table() {
        return Stream.of(
                arguments(
                        AUTHORIZING,
                        APPROVED,
                        new Authorized("ref"),
                        List.of(TransferKind.AUTHORIZE),
                        List.of(MessageType.PAYMENT_AUTHORIZED)),
                arguments(
                        TO_BE_VOIDED,
                        APPROVED,
                        VOIDING,
                        List.of(TransferKind.AUTHORIZE),
                        List.of(MessageType.PAYMENT_AUTHORIZED)),
                arguments(
                        AUTHORIZING, DECLINED, new Declined("fraud"), List.of(), List.of(MessageType.PAYMENT_DECLINED)),
                arguments(
                        TO_BE_VOIDED,
                        DECLINED,
                        new Declined("fraud"),
                        List.of(),
                        List.of(MessageType.PAYMENT_DECLINED, MessageType.PAYMENT_VOIDED)),
                arguments(
                        CAPTURING,
                        CAPTURED,
                        new Captured("ref", CAPTURE, 0),
                        List.of(TransferKind.CAPTURE),
                        List.of(MessageType.PAYMENT_CAPTURED)),
                arguments(
                        VOIDING,
                        VOIDED,
                        new Voided("ref"),
                        List.of(TransferKind.VOID),
                        List.of(MessageType.PAYMENT_VOIDED)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void settles(
            PaymentState before,
            GatewayAnswer answer,
            PaymentState after,
            List<TransferKind> moved,
            List<MessageType> replies) {
        Changes changes = decide(before, answer);
        assertThat(changes.changed()).extracting(Payment::state).containsExactly(after);
        assertThat(changes.transfers()).extracting(Transfer::kind).isEqualTo(moved);
        assertThat(changes.replies())
                .extracting(said -> MessageType.of(said.reply()))
                .isEqualTo(replies);
    }

    @Test
    void anythingElseIsPassedOver() {
        long passedOver = STATES.stream()
                .flatMap(state -> ANSWERS.stream().map(answer -> decide(state, answer)))
                .filter(Changes::isEmpty)
                .count();
        assertThat(passedOver).isEqualTo((long) STATES.size() * ANSWERS.size() - table().count());
    }

    @Test
    void anAnswerThatComesTwiceCountsOnce() {
        Changes changes = decide(AUTHORIZING, APPROVED, APPROVED);
        assertThat(changes.transfers()).hasSize(1);
        assertThat(changes.replies()).hasSize(1);
    }

    @Test
    void aVoidThatWaitedOpensItsCall() {
        assertThat(decide(TO_BE_VOIDED, APPROVED).opened())
                .extracting(Intent::operation)
                .containsExactly(Operation.VOID);
        assertThat(decide(AUTHORIZING, APPROVED).opened()).isEmpty();
    }

    @Test
    void theCaptureIsAnsweredByItsOwnRequest() {
        Reply reply = decide(CAPTURING, CAPTURED).replies().getFirst().reply();
        assertThat(reply.request()).isEqualTo(CAPTURE);
    }

    private static Changes decide(PaymentState before, GatewayAnswer... answers) {
        Payment payment = Payment.askedFor(ORDER.authorize("tok_approve"), null).in(before);
        return SettlementDecision.decide(
                List.of(payment),
                List.of(),
                Stream.of(answers).map(each -> new Answered(payment, each)).toList());
    }
}
