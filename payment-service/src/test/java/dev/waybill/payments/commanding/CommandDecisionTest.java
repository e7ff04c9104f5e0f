package dev.waybill.payments.commanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.Reply;
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
import dev.waybill.payments.Said;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands' half of the state machine: every state, every command. */
class CommandDecisionTest {

    private static final AnOrder ORDER = AnOrder.any();
    private static final PaymentCommand AUTHORIZE = ORDER.authorize("tok_approve");
    private static final PaymentCommand VOID = ORDER.letGo();
    private static final PaymentCommand CAPTURE = ORDER.capture();
    private static final PaymentCommand REFUND = ORDER.refund(1, 299);

    private static final PaymentState AUTHORIZING = new Authorizing(false);
    private static final PaymentState TO_BE_VOIDED = new Authorizing(true);
    private static final PaymentState AUTHORIZED = new Authorized("ref");
    private static final PaymentState DECLINED = new Declined("fraud");
    private static final PaymentState CAPTURING = new Capturing("ref", CAPTURE.request());
    private static final PaymentState CAPTURED = new Captured("ref", CAPTURE.request(), 0);
    private static final PaymentState REFUNDED_IN_PART = new Captured("ref", CAPTURE.request(), 299);
    private static final PaymentState VOIDING = new Voiding("ref");
    private static final PaymentState VOIDED = new Voided("ref");
    private static final PaymentState VOIDED_FIRST = Voided.beforeItWasAskedFor();

    private static final Reply SAID_AUTHORIZED =
            new Reply.PaymentAuthorized(ORDER.attempt(1), AnOrder.TENANT, ORDER.id());
    private static final Reply SAID_VOIDED = new Reply.PaymentVoided(ORDER.attempt(1), AnOrder.TENANT, ORDER.id());
    private static final Reply SAID_CAPTURED = new Reply.PaymentCaptured(CAPTURE.request(), AnOrder.TENANT, ORDER.id());

    private static final Reply SAID_REFUNDED = new Reply.PaymentRefunded(REFUND.request(), AnOrder.TENANT, ORDER.id());

    /** State before (null: no payment), command, state after (null: unchanged), reply (null: none yet). */
    static Stream<Arguments> possible() {
        return Stream.of(
                arguments(null, AUTHORIZE, AUTHORIZING, null),
                arguments(AUTHORIZING, AUTHORIZE, null, null),
                arguments(TO_BE_VOIDED, AUTHORIZE, null, null),
                arguments(AUTHORIZED, AUTHORIZE, null, SAID_AUTHORIZED),
                arguments(DECLINED, AUTHORIZE, null, declined("fraud")),
                arguments(CAPTURING, AUTHORIZE, null, SAID_AUTHORIZED),
                arguments(CAPTURED, AUTHORIZE, null, SAID_AUTHORIZED),
                arguments(VOIDING, AUTHORIZE, null, SAID_AUTHORIZED),
                arguments(VOIDED, AUTHORIZE, null, SAID_AUTHORIZED),
                arguments(VOIDED_FIRST, AUTHORIZE, null, declined("voided")),
                arguments(null, VOID, VOIDED_FIRST, SAID_VOIDED),
                arguments(AUTHORIZING, VOID, TO_BE_VOIDED, null),
                arguments(TO_BE_VOIDED, VOID, null, null),
                arguments(AUTHORIZED, VOID, VOIDING, null),
                arguments(DECLINED, VOID, null, SAID_VOIDED),
                arguments(VOIDING, VOID, null, null),
                arguments(VOIDED, VOID, null, SAID_VOIDED),
                arguments(VOIDED_FIRST, VOID, null, SAID_VOIDED),
                arguments(AUTHORIZED, CAPTURE, CAPTURING, null),
                arguments(CAPTURING, CAPTURE, null, null),
                arguments(CAPTURED, CAPTURE, null, SAID_CAPTURED),
                arguments(CAPTURED, REFUND, REFUNDED_IN_PART, null),
                arguments(AUTHORIZED, REFUND, VOIDING, null),
                arguments(CAPTURING, REFUND, null, null),
                arguments(VOIDING, REFUND, null, null),
                arguments(VOIDED, REFUND, null, SAID_REFUNDED));
    }

    @ParameterizedTest
    @MethodSource("possible")
    void decides(PaymentState before, PaymentCommand command, PaymentState after, Reply reply) {
        Changes changes = decide(before, command);
        assertThat(changes.changed()).extracting(Payment::state).isEqualTo(after == null ? List.of() : List.of(after));
        assertThat(changes.replies()).extracting(Said::reply).isEqualTo(reply == null ? List.of() : List.of(reply));
        assertThat(changes.transfers())
                .as("only a provider's answer moves money")
                .isEmpty();
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                arguments(CAPTURING, VOID),
                arguments(CAPTURED, VOID),
                arguments(null, CAPTURE),
                arguments(AUTHORIZING, CAPTURE),
                arguments(TO_BE_VOIDED, CAPTURE),
                arguments(DECLINED, CAPTURE),
                arguments(VOIDING, CAPTURE),
                arguments(VOIDED, CAPTURE),
                arguments(VOIDED_FIRST, CAPTURE),
                arguments(null, REFUND),
                arguments(AUTHORIZING, REFUND),
                arguments(TO_BE_VOIDED, REFUND),
                arguments(DECLINED, REFUND),
                arguments(VOIDED_FIRST, REFUND));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void refusesWhatNoSagaSends(PaymentState before, PaymentCommand command) {
        assertThatThrownBy(() -> decide(before, command)).isInstanceOf(ImpossibleCommandException.class);
    }

    @Test
    void theTablesCoverEveryStateAndCommand() {
        assertThat(possible().count() + impossible().count()).isEqualTo(10 * 4);
    }

    @Test
    void aCallIsOpenedOncePerBatch() {
        assertThat(decide(null, AUTHORIZE, AUTHORIZE).opened())
                .extracting(Intent::operation)
                .containsExactly(Operation.AUTHORIZE);
        assertThat(decide(AUTHORIZING, VOID).opened()).isEmpty();
        assertThat(decide(AUTHORIZED, VOID, VOID).opened())
                .extracting(Intent::operation)
                .containsExactly(Operation.VOID);
    }

    @Test
    void whatOneCommandChangesTheNextOneSees() {
        Changes changes = decide(null, VOID, AUTHORIZE, VOID);
        assertThat(changes.changed()).extracting(Payment::state).containsExactly(VOIDED_FIRST);
        assertThat(changes.changed()).extracting(Payment::version).containsExactly(1L);
        assertThat(changes.replies()).extracting(Said::reply).containsExactly(SAID_VOIDED, declined("voided"));
    }

    private static Reply declined(String reason) {
        return new Reply.PaymentDeclined(ORDER.attempt(1), AnOrder.TENANT, ORDER.id(), reason);
    }

    private static Changes decide(PaymentState before, PaymentCommand... commands) {
        List<Payment> locked = before == null
                ? List.of()
                : List.of(Payment.askedFor(ORDER.authorize("tok_approve"), null).in(before));
        return CommandDecision.decide(
                locked,
                List.of(),
                Arrays.stream(commands).map(each -> new Asked(each, null)).toList());
    }
}
