package dev.waybill.payments.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.payments.AnOrder;
import dev.waybill.payments.Intent;
import dev.waybill.payments.OneShard;
import dev.waybill.payments.PaymentState;
import dev.waybill.payments.commanding.CommandHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers are written as if nothing had happened since the provider was asked, which the database tells if it did. */
class SettlementsIT {

    private static final GatewayAnswer APPROVED = new GatewayAnswer.Approved("ref");

    private static OneShard database;
    private final List<Intent> begun = new ArrayList<>();
    /** Runs when all of a batch has gathered. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private final CommandHandler handler =
            new CommandHandler(database.payments(), (shard, intent) -> begun.add(intent));
    private final Settlements settlements = new Settlements(database.payments(), 500, 1_000, waiting::add);

    @BeforeAll
    static void open() {
        database = new OneShard("payments_settlements");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void forget() {
        begun.clear();
    }

    @Test
    void oneAnswerAndThreeHundredTakeOneStatementEach() {
        List<AnOrder> orders = authorize(301);
        List<Answered> answers = answers(APPROVED);

        assertThat(statementsOf(answers.subList(0, 1))).isEqualTo(1);
        assertThat(statementsOf(answers.subList(1, 301))).isEqualTo(1);

        assertThat(orders).allSatisfy(each -> assertThat(database.read(each).state())
                .isEqualTo(new PaymentState.Authorized("ref")));
        assertThat(database.published(orders.getLast())).containsExactly("waybill.payment.payment-authorized.v1");
    }

    @Test
    void whatWasToBeUndoneMeanwhileIsUndone() {
        List<AnOrder> orders = authorize(2);
        List<Answered> answers = answers(APPROVED);
        handle(orders.getFirst().letGo());

        List<Optional<Intent>> next = settle(answers);

        assertThat(next.stream().flatMap(Optional::stream))
                .as("what is asked next, of both")
                .extracting(Intent::id)
                .containsExactly(orders.getFirst().paymentId());
        assertThat(database.read(orders.getFirst()).state()).isEqualTo(new PaymentState.Voiding("ref"));
        assertThat(database.read(orders.getLast()).state()).isEqualTo(new PaymentState.Authorized("ref"));
        assertThat(database.published(orders.getFirst())).containsExactly("waybill.payment.payment-authorized.v1");
    }

    @Test
    void theSecondOfTwoAnswersChangesNothing() {
        List<AnOrder> orders = authorize(1);
        List<Answered> answers = answers(APPROVED);
        Answered late = new Answered(answers.getFirst().asked(), new GatewayAnswer.Declined("late"));

        settle(List.of(answers.getFirst(), late));
        settle(List.of(late));

        assertThat(database.read(orders.getFirst()).state()).isEqualTo(new PaymentState.Authorized("ref"));
        assertThat(database.published(orders.getFirst())).containsExactly("waybill.payment.payment-authorized.v1");
    }

    @Test
    void refundsAreLookedAtAtOnce() {
        AnOrder order = AnOrder.any();
        handle(order.authorize("tok_approve"));
        settle(List.of(new Answered(database.read(order), APPROVED)));
        handle(order.capture());
        settle(List.of(new Answered(database.read(order), new GatewayAnswer.Captured())));
        begun.clear();
        handle(order.refund(1, 4_299));

        assertThat(statementsOf(answers(new GatewayAnswer.Refunded()))).isEqualTo(5);

        assertThat(database.published(order)).endsWith("waybill.payment.payment-refunded.v1");
    }

    private List<AnOrder> authorize(int howMany) {
        List<AnOrder> orders = Stream.generate(AnOrder::any).limit(howMany).toList();
        handle(orders.stream().map(each -> each.authorize("tok_approve")).toArray(PaymentCommand[]::new));
        return orders;
    }

    private void handle(PaymentCommand... commands) {
        handler.handle(database.shard(), OneShard.received(Stream.of(commands)));
    }

    private List<Answered> answers(GatewayAnswer answer) {
        return begun.stream().map(each -> new Answered(each, answer)).toList();
    }

    private double statementsOf(List<Answered> answers) {
        double before = database.statements();
        settle(answers);
        return database.statements() - before;
    }

    private List<Optional<Intent>> settle(List<Answered> answers) {
        List<CompletableFuture<Optional<Intent>>> settled = answers.stream()
                .map(each -> settlements.settle(database.shard(), each))
                .toList();
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
        return settled.stream().map(CompletableFuture::join).toList();
    }
}
