package dev.waybill.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.contracts.PaymentCommand.CapturePayment;
import dev.waybill.contracts.PaymentCommand.RefundPayment;
import dev.waybill.contracts.PaymentCommand.VoidPayment;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Reply.PaymentAuthorized;
import dev.waybill.contracts.Reply.PaymentCaptured;
import dev.waybill.contracts.Reply.PaymentDeclined;
import dev.waybill.contracts.Reply.PaymentRefunded;
import dev.waybill.contracts.Reply.PaymentVoided;
import dev.waybill.contracts.Request;
import dev.waybill.gateways.GatewayAnswer;
import dev.waybill.ledger.Account;
import dev.waybill.ledger.Transfer;
import dev.waybill.payments.commanding.Asked;
import dev.waybill.payments.commanding.CommandDecision;
import dev.waybill.payments.settling.Answered;
import dev.waybill.payments.settling.SettlementDecision;
import dev.waybill.shards.RoutedId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A few sagas, a provider and a database in memory, moved on at random. */
final class SimulatedWorld {

    private static final int ORDERS = 4;

    private final Random random;
    private final List<PaymentCommand> sent = new ArrayList<>();
    private final Set<PaymentCommand> delivered = new HashSet<>();
    private final Map<UUID, Payment> database = new HashMap<>();
    private final Map<UUID, Refund> refunds = new HashMap<>();
    private final Map<UUID, Transfer> ledger = new HashMap<>();
    private final Map<UUID, Reply> replies = new HashMap<>();
    private final List<Answered> answersOnTheirWay = new ArrayList<>();

    SimulatedWorld(long seed) {
        random = new Random(seed);
        for (int i = 0; i < ORDERS; i++) {
            UUID id = RoutedId.create(random.nextInt(4096), Instant.EPOCH, random);
            AnOrder order = new AnOrder(id, new UUID(random.nextLong(), random.nextLong()));
            sent.add(order.authorize(random.nextInt(4) == 0 ? "tok_decline_fraud" : "tok_approve", random.nextInt(4)));
            if (random.nextBoolean()) {
                sent.add(order.letGo());
            }
        }
    }

    void step() {
        switch (random.nextInt(4)) {
            case 0, 1 -> deliver(some(sent));
            case 2 ->
                openCalls().stream()
                        .filter(any -> random.nextBoolean())
                        .forEach(intent -> answersOnTheirWay.add(ask(intent)));
            default -> settle(some(answersOnTheirWay));
        }
    }

    /** Delivers what never was, but nothing again: a repeat could heal what was forgotten. */
    void drain() {
        do {
            deliver(sent.stream().filter(each -> !delivered.contains(each)).toList());
            settle(openCalls().stream().map(this::ask).toList());
        } while (!openCalls().isEmpty() || !delivered.containsAll(sent));
    }

    List<Intent> openCalls() {
        return Stream.<Intent>concat(database.values().stream(), refunds.values().stream())
                .filter(intent -> intent.operation() != null)
                .toList();
    }

    void requireThatMoneyAddsUp() {
        for (Payment payment : database.values()) {
            assertThat(balance(payment, Account.AUTHORIZED)).as("%s", payment).isEqualTo(heldBy(payment));
            assertThat(balance(payment, Account.MERCHANT))
                    .as("%s", payment)
                    .isEqualTo(
                            payment.state() instanceof PaymentState.Captured
                                    ? amount(payment) - givenBack(payment)
                                    : 0);
            if (payment.state() instanceof PaymentState.Captured taken) {
                assertThat(taken.refunded()).isEqualTo(sum(refundsOf(payment))).isLessThanOrEqualTo(amount(payment));
            }
        }
    }

    private static long sum(Stream<Refund> refunds) {
        return refunds.mapToLong(refund -> refund.amount().amount()).sum();
    }

    private long givenBack(Payment payment) {
        return sum(refundsOf(payment).filter(refund -> refund.state() == Refund.State.REFUNDED));
    }

    private Stream<Refund> refundsOf(Payment payment) {
        return refunds.values().stream().filter(refund -> refund.paymentId().equals(payment.id()));
    }

    void requireThatEveryRequestIsAnswered() {
        for (PaymentCommand command : sent) {
            assertThat(replies.values())
                    .as("%s", command)
                    .anyMatch(reply -> reply.request().equals(command.request()) && isAnswer(command, reply));
        }
    }

    private static boolean isAnswer(PaymentCommand command, Reply reply) {
        return switch (command) {
            case AuthorizePayment asked -> reply instanceof PaymentAuthorized || reply instanceof PaymentDeclined;
            case VoidPayment asked -> reply instanceof PaymentVoided;
            case CapturePayment asked -> reply instanceof PaymentCaptured;
            case RefundPayment asked -> reply instanceof PaymentRefunded;
        };
    }

    private void deliver(List<PaymentCommand> batch) {
        delivered.addAll(batch);
        List<Asked> asked = batch.stream().map(each -> new Asked(each, null)).toList();
        change(
                asked.stream().map(Asked::paymentId),
                asked.stream().map(Asked::refundId),
                (payments, found) -> CommandDecision.decide(payments, found, asked));
    }

    private void settle(List<Answered> batch) {
        change(
                batch.stream().map(Answered::paymentId),
                batch.stream().map(Answered::refundId),
                (payments, found) -> SettlementDecision.decide(payments, found, batch));
        // Some answers come twice, as when two replicas have asked.
        answersOnTheirWay.removeIf(any -> random.nextBoolean());
    }

    private Answered ask(Intent intent) {
        return new Answered(
                intent,
                switch (intent) {
                    case Payment payment -> answer(payment);
                    case Refund refund -> new GatewayAnswer.Refunded();
                });
    }

    private static GatewayAnswer answer(Payment payment) {
        return switch (payment.state()) {
            case PaymentState.Authorizing open ->
                payment.requireCharge().token().equals("tok_approve")
                        ? new GatewayAnswer.Approved("ref-" + payment.id())
                        : new GatewayAnswer.Declined("fraud");
            case PaymentState.Capturing open -> new GatewayAnswer.Captured();
            case PaymentState.Voiding open -> new GatewayAnswer.Voided();
            default -> throw new AssertionError("nothing open: " + payment);
        };
    }

    private void change(Stream<UUID> paymentIds, Stream<UUID> refundIds, Payments.Decision decision) {
        Changes changes = decision.decide(present(database, paymentIds), present(refunds, refundIds));
        changes.changed().forEach(payment -> write(database, payment));
        changes.refunds().forEach(refund -> write(refunds, refund));
        changes.transfers().forEach(transfer -> assertThat(ledger.put(transfer.id(), transfer))
                .as("no transfer twice")
                .isNull());
        changes.replies().forEach(this::hear);
    }

    private static <T extends Intent> List<T> present(Map<UUID, T> table, Stream<UUID> ids) {
        return ids.filter(table::containsKey).distinct().map(table::get).toList();
    }

    private static <T extends Intent> void write(Map<UUID, T> table, T row) {
        T before = table.put(row.id(), row);
        assertThat(row.version()).isEqualTo(before == null ? 1 : before.version() + 1);
    }

    /** The sagas: who hears that the money is held, and does not want to let go of it, takes it, and may give it back. */
    private void hear(Said said) {
        Reply before = replies.put(said.messageId(), said.reply());
        assertThat(before).as("the same id says the same").isIn(null, said.reply());
        if (before == null && said.reply() instanceof PaymentAuthorized held && !isVoided(held.request())) {
            sent.add(new AnOrder(held.orderId(), held.request().sagaId()).capture());
        }
        if (before == null && said.reply() instanceof PaymentCaptured taken) {
            giveBackSome(new AnOrder(taken.orderId(), taken.request().sagaId()));
        }
    }

    private void giveBackSome(AnOrder order) {
        long taken = amount(database.get(order.paymentId()));
        for (int nr = 1; nr <= taken && random.nextInt(4) > 0; nr++) {
            sent.add(order.refund(nr, 1));
        }
    }

    private boolean isVoided(Request authorization) {
        return sent.stream()
                .anyMatch(command ->
                        command instanceof VoidPayment && command.request().equals(authorization));
    }

    /** Some of them, in any order. */
    private <T> List<T> some(List<T> all) {
        List<T> some = new ArrayList<>(
                all.stream().filter(any -> random.nextInt(3) == 0).toList());
        java.util.Collections.shuffle(some, random);
        return some;
    }

    private static long heldBy(Payment payment) {
        return switch (payment.state()) {
            case PaymentState.Authorized s -> amount(payment);
            case PaymentState.Capturing s -> amount(payment);
            case PaymentState.Voiding s -> amount(payment);
            default -> 0;
        };
    }

    private static long amount(Payment payment) {
        return payment.requireCharge().amount().amount();
    }

    private long balance(Payment payment, Account account) {
        return ledger.values().stream()
                .filter(transfer -> transfer.paymentId().equals(payment.id()))
                .mapToLong(transfer ->
                        (transfer.kind().credit() == account ? transfer.amount().amount() : 0)
                                - (transfer.kind().debit() == account
                                        ? transfer.amount().amount()
                                        : 0))
                .sum();
    }
}
