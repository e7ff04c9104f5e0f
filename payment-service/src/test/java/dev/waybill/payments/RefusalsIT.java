package dev.waybill.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.gateways.simulated.SimulatedGateway;
import dev.waybill.payments.commanding.CommandHandler;
import dev.waybill.payments.settling.CallLimits;
import dev.waybill.payments.settling.GatewayCalls;
import dev.waybill.payments.settling.Settlements;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the database refuses, whatever the code does: 42.99 were taken, 3.00 of them given back, 1.00 is on its way. */
class RefusalsIT {

    private static final String DATABASE = "payments_refusals";
    private static final AnOrder ORDER = AnOrder.any();
    private static final AnOrder HELD = AnOrder.any();
    private static OneShard database;

    @BeforeAll
    static void open() throws InterruptedException {
        database = new OneShard(DATABASE);
        Settlements settlements =
                new Settlements(database.payments(), 500, 1_000, Executors.newVirtualThreadPerTaskExecutor());
        GatewayCalls calls = new GatewayCalls(
                new SimulatedGateway(Duration.ofMillis(1)),
                settlements,
                new CallLimits(8, 100, Duration.ofSeconds(30)),
                database.metrics);
        CommandHandler handler = new CommandHandler(database.payments(), calls::begin);
        handle(handler, HELD.authorize("tok_approve"), "waybill.payment.payment-authorized.v1");
        handle(handler, ORDER.authorize("tok_approve"), "waybill.payment.payment-authorized.v1");
        handle(handler, ORDER.capture(), "waybill.payment.payment-captured.v1");
        handle(handler, ORDER.refund(1, 300), "waybill.payment.payment-refunded.v1");
        calls.close();
        new CommandHandler(database.payments(), (shard, refund) -> {})
                .handle(database.shard(), OneShard.received(Stream.of(ORDER.refund(2, 100))));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static void handle(CommandHandler handler, PaymentCommand command, String reply)
            throws InterruptedException {
        handler.handle(database.shard(), OneShard.received(Stream.of(command)));
        database.awaitPublished(new AnOrder(command.orderId(), ORDER.sagaId()), reply);
    }

    @Test
    void aRefundAboveTheCapture() {
        refused("refunds_never_exceed_what_was_captured", refund(ORDER, 4_000, "GBP"));
        // Two that fit, each for itself, in one statement.
        refused(
                "refunds_never_exceed_what_was_captured",
                refund(ORDER, 2_000, "GBP") + ", " + values(ORDER, 2_000, "GBP"));
    }

    @Test
    void aRefundOfWhatWasNotTaken() {
        refused("refunds_never_exceed_what_was_captured", refund(HELD, 1, "GBP"));
    }

    @Test
    void aRefundInAnotherCurrency() {
        refused("a_refund_is_in_the_currency_of_its_payment", refund(ORDER, 1, "EUR"));
    }

    @Test
    void aRefundOfNothing() {
        refused("a_refund_is_above_zero", refund(ORDER, 0, "GBP"));
        refused("a_refund_is_above_zero", refund(ORDER, -1, "GBP"));
    }

    @Test
    void aSecondRefundOfOneRequest() {
        refused("a_request_is_refunded_once", """
                INSERT INTO refunds (id, saga_id, step, attempt, participant, payment_id, tenant, order_id, amount, currency,
                  state, gateway_reference, version, created_at, updated_at)
                SELECT gen_random_uuid(), saga_id, step, attempt, participant, payment_id, tenant, order_id, 1, currency,
                  state, gateway_reference, version, created_at, updated_at
                FROM refunds WHERE state = 'REFUNDED'
                """);
    }

    @Test
    void aSecondTransferOfARefund() {
        refused(
                "money_moves_once_per_kind_and_refund",
                transfer("REFUND", "merchant", "customer", "refunds.id", "0", "REFUNDED"));
    }

    @Test
    void aTransferOfAnotherAmountThanItsRefund() {
        refused(
                "a_refund_moves_what_it_says",
                transfer("REFUND", "merchant", "customer", "refunds.id", "1", "REFUNDING"));
    }

    @Test
    void aTransferOfARefundThatIsNotThere() {
        refused(
                "a_refund_moves_what_it_says",
                transfer("REFUND", "merchant", "customer", "gen_random_uuid()", "0", "REFUNDED"));
        refused(
                "refunds_and_only_they_name_a_refund",
                transfer("REFUND", "merchant", "customer", "NULL", "0", "REFUNDED"));
    }

    @Test
    void aRefundsTransferToAnybodyButTheCustomer() {
        refused(
                "accounts_belong_to_the_kind",
                transfer("REFUND", "customer", "merchant", "refunds.id", "0", "REFUNDED"));
    }

    @Test
    void aSecondCapture() {
        refused(
                "money_moves_once_per_kind_and_refund",
                transfer("CAPTURE", "authorized", "merchant", "NULL", "0", "REFUNDED"));
    }

    @Test
    void aCapturedPaymentThatGoesBackOnIt() {
        refused("refunds_never_exceed_what_was_captured", "UPDATE payments SET amount = 299 WHERE state = 'CAPTURED'");
    }

    @Test
    void anythingThatMakesRoomByHand() {
        for (String attempt : new String[] {
            "UPDATE payments SET refunded = 0",
            "UPDATE refunds SET amount = 1",
            "DELETE FROM refunds",
            "TRUNCATE refunds CASCADE"
        }) {
            assertThat(Books.complaint(DATABASE, attempt)).as(attempt).containsAnyOf("stays as it is", "append-only");
        }
    }

    private static void refused(String constraint, String sql) {
        assertThat(Books.complaint(DATABASE, sql)).contains('"' + constraint + '"');
    }

    private static String refund(AnOrder order, long amount, String currency) {
        return """
                INSERT INTO refunds (id, saga_id, step, attempt, participant, payment_id, tenant, order_id, amount, currency,
                  state, operation_since, gateway_reference, version, created_at, updated_at)
                VALUES\s""" + values(order, amount, currency);
    }

    private static String values(AnOrder order, long amount, String currency) {
        return "(gen_random_uuid(), gen_random_uuid(), 'refund-payment', 1, 0, '%s', 'acme', '%s', %d, '%s', 'REFUNDING', now(), 'ref', 1, now(), now())"
                .formatted(order.paymentId(), order.id(), amount, currency);
    }

    /** A transfer of the captured payment that none has asked for. */
    private static String transfer(
            String kind, String debit, String credit, String refundId, String more, String state) {
        return """
                INSERT INTO transfers (id, payment_id, refund_id, tenant, order_id, kind, debit_account, credit_account, amount,
                  currency, created_at)
                SELECT gen_random_uuid(), payment_id, %s, tenant, order_id, '%s', '%s', '%s', amount + %s, currency, now()
                FROM refunds WHERE state = '%s'
                """.formatted(refundId, kind, debit, credit, more, state);
    }
}
