package dev.waybill.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.payments.commanding.Asked;
import dev.waybill.payments.commanding.CommandDecision;
import dev.waybill.payments.commanding.CommandHandler;
import dev.waybill.payments.settling.Answered;
import dev.waybill.payments.settling.SettlementDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a batch costs, and what becomes of one that another got ahead of. */
class BatchesIT {

    private static OneShard database;

    private final List<Intent> begun = new ArrayList<>();
    private final CommandHandler handler =
            new CommandHandler(database.payments(), (shard, intent) -> begun.add(intent));

    @BeforeAll
    static void open() {
        database = new OneShard("payments_batches");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void onePaymentAndThreeHundredAreBegunByOneStatementEach() {
        assertThat(statementsOf(() -> authorize(1))).isEqualTo(1);
        assertThat(statementsOf(() -> authorize(300))).isEqualTo(1);
        assertThat(begun).hasSize(301);
    }

    @Test
    void twoHundredOtherCommandsCostNoMoreStatementsThanOne() {
        List<AnOrder> orders = authorize(201);
        approve(orders);
        assertThat(statementsOf(() -> handle(orders.getFirst().capture()))).isEqualTo(4);
        assertThat(statementsOf(() ->
                        handle(orders.stream().skip(1).map(AnOrder::capture).toArray(PaymentCommand[]::new))))
                .isEqualTo(4);
    }

    @Test
    void whatWasBegunBeforeIsLookedAtAndAnsweredAgain() {
        AnOrder known = AnOrder.any();
        AnOrder unknown = AnOrder.any();
        handle(known.authorize("tok_approve"));
        approve(List.of(known));
        begun.clear();

        assertThat(statementsOf(() -> handle(known.authorize("tok_approve"), unknown.authorize("tok_approve"))))
                .isEqualTo(1 + 4);

        assertThat(begun).extracting(Intent::id).containsExactly(unknown.paymentId());
        assertThat(database.published(known))
                .containsExactly("waybill.payment.payment-authorized.v1", "waybill.payment.payment-authorized.v1");
    }

    @Test
    void twoHundredAnswersUnderLocksCostNoMoreStatementsThanOne() {
        List<AnOrder> orders = authorize(201);
        List<Answered> answers = answers(orders, new GatewayAnswer.Approved("ref"));
        assertThat(statementsOf(() -> settle(answers.subList(0, 1)))).isEqualTo(4);
        assertThat(statementsOf(() -> settle(answers.subList(1, 201)))).isEqualTo(4);
        assertThat(database.read(orders.getLast()).state()).isInstanceOf(PaymentState.Authorized.class);
        assertThat(database.published(orders.getLast())).containsExactly("waybill.payment.payment-authorized.v1");
    }

    @Test
    void repeatsAreAnsweredInTheBatchesOwnStatements() {
        List<AnOrder> orders = authorize(2);
        approve(orders);
        assertThat(statementsOf(() -> handle(
                        orders.get(0).authorize("tok_approve"),
                        orders.get(1).authorize("tok_approve"),
                        orders.get(1).letGo())))
                .isEqualTo(4);
        assertThat(database.published(orders.get(0)))
                .containsExactly("waybill.payment.payment-authorized.v1", "waybill.payment.payment-authorized.v1");
    }

    @Test
    void refundsCostOneStatementMoreAndNoRoundTripHoweverManyTheyAre() {
        List<AnOrder> orders = captured(200);
        assertThat(statementsOf(() -> handle(orders.getFirst().refund(1, 1)))).isEqualTo(5);
        begun.clear();
        assertThat(statementsOf(() -> handle(
                        orders.stream().map(each -> each.refund(2, 4_298)).toArray(PaymentCommand[]::new))))
                .isEqualTo(5);
        assertThat(statementsOf(() -> settle(begun.stream()
                        .map(each -> new Answered(each, new GatewayAnswer.Refunded()))
                        .toList())))
                .isEqualTo(5);
        assertThat(database.readRefund(orders.getLast(), 2).state()).isEqualTo(Refund.State.REFUNDED);
        assertThat(database.published(orders.getLast())).contains("waybill.payment.payment-refunded.v1");
        assertThat(((PaymentState.Captured) database.read(orders.getFirst()).state()).refunded())
                .as("counted by the database")
                .isEqualTo(4_299);
    }

    @Test
    void whoComesSecondWritesAndSaysNothing() {
        AnOrder order = AnOrder.any();
        Payments.Changed second = database.payments()
                .change(database.shard(), List.of(order.paymentId()), List.of(), (payments, refunds) -> {
                    // Another replica is quicker: it begins the payment after we have found that there is none.
                    handle(order.authorize("tok_approve"));
                    return CommandDecision.decide(payments, refunds, List.of(new Asked(order.letGo(), null)));
                });
        assertThat(second.lost()).containsExactly(order.paymentId());
        assertThat(database.read(order).state()).isEqualTo(new PaymentState.Authorizing(false));
        assertThat(database.published(order)).isEmpty();

        handle(order.letGo());
        assertThat(database.read(order).state()).isEqualTo(new PaymentState.Authorizing(true));
    }

    @Test
    void theLedgerRefusesToBeRewritten() {
        List<AnOrder> orders = authorize(1);
        approve(orders);
        for (String attempt :
                List.of("UPDATE transfers SET amount = 1", "DELETE FROM transfers", "TRUNCATE transfers")) {
            assertThat(Books.complaint("payments_batches", attempt)).contains("append-only");
        }
    }

    private List<AnOrder> authorize(int howMany) {
        List<AnOrder> orders = Stream.generate(AnOrder::any).limit(howMany).toList();
        handle(orders.stream().map(each -> each.authorize("tok_approve")).toArray(PaymentCommand[]::new));
        return orders;
    }

    private List<AnOrder> captured(int howMany) {
        List<AnOrder> orders = authorize(howMany);
        approve(orders);
        handle(orders.stream().map(AnOrder::capture).toArray(PaymentCommand[]::new));
        settle(answers(orders, new GatewayAnswer.Captured()));
        return orders;
    }

    private void handle(PaymentCommand... commands) {
        handler.handle(database.shard(), OneShard.received(Stream.of(commands)));
    }

    private static void approve(List<AnOrder> orders) {
        settle(answers(orders, new GatewayAnswer.Approved("ref")));
    }

    private static List<Answered> answers(List<AnOrder> orders, GatewayAnswer answer) {
        return orders.stream()
                .map(each -> new Answered(database.read(each), answer))
                .toList();
    }

    private static void settle(List<Answered> answers) {
        database.payments()
                .change(
                        database.shard(),
                        answers.stream().map(Answered::paymentId).toList(),
                        answers.stream()
                                .map(Answered::refundId)
                                .filter(Objects::nonNull)
                                .toList(),
                        (payments, refunds) -> SettlementDecision.decide(payments, refunds, answers));
    }

    private static double statementsOf(Runnable batch) {
        double before = database.statements();
        batch.run();
        return database.statements() - before;
    }
}
