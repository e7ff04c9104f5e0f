package dev.waybill.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.contracts.PaymentCommand.CapturePayment;
import dev.waybill.contracts.PaymentCommand.VoidPayment;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Reply.PaymentAuthorized;
import dev.waybill.contracts.Reply.PaymentCaptured;
import dev.waybill.contracts.Reply.PaymentDeclined;
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
import java.util.function.Function;

/** A few sagas, a provider and a database in memory, moved on at random. */
final class SimulatedWorld {

    private static final int ORDERS = 4;

    private final Random random;
    private final List<PaymentCommand> sent = new ArrayList<>();
    private final Set<PaymentCommand> delivered = new HashSet<>();
    private final Map<UUID, Payment> database = new HashMap<>();
    private final Map<UUID, Transfer> ledger = new HashMap<>();
    private final Map<UUID, Reply> replies = new HashMap<>();
    private final List<Answered> answersOnTheirWay = new ArrayList<>();

    SimulatedWorld(long seed) {
        random = new Random(seed);
        for (int i = 0; i < ORDERS; i++) {
            UUID id = RoutedId.create(random.nextInt(4096), Instant.EPOCH, random);
            AnOrder order = new AnOrder(id, new UUID(random.nextLong(), random.nextLong()));
            sent.add(order.authorize(random.nextInt(4) == 0 ? "tok_decline_fraud" : "tok_approve", random.nextInt(3)));
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
                        .forEach(payment -> answersOnTheirWay.add(ask(payment)));
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

    List<Payment> openCalls() {
        return database.values().stream()
                .filter(payment -> payment.operation() != null)
                .toList();
    }

    void requireThatMoneyAddsUp() {
        for (Payment payment : database.values()) {
            assertThat(balance(payment, Account.AUTHORIZED)).as("%s", payment).isEqualTo(heldBy(payment));
            assertThat(balance(payment, Account.MERCHANT))
                    .as("%s", payment)
                    .isEqualTo(payment.state() instanceof PaymentState.Captured ? amount(payment) : 0);
        }
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
        };
    }

    private void deliver(List<PaymentCommand> batch) {
        delivered.addAll(batch);
        List<Asked> asked = batch.stream().map(each -> new Asked(each, null)).toList();
        change(asked, Asked::paymentId, locked -> CommandDecision.decide(locked, asked));
    }

    private void settle(List<Answered> batch) {
        change(batch, Answered::paymentId, locked -> SettlementDecision.decide(locked, batch));
        // Some answers come twice, as when two replicas have asked.
        answersOnTheirWay.removeIf(any -> random.nextBoolean());
    }

    private Answered ask(Payment payment) {
        GatewayAnswer answer =
                switch (payment.state()) {
                    case PaymentState.Authorizing open ->
                        payment.requireCharge().token().equals("tok_approve")
                                ? new GatewayAnswer.Approved("ref-" + payment.id())
                                : new GatewayAnswer.Declined("fraud");
                    case PaymentState.Capturing open -> new GatewayAnswer.Captured();
                    case PaymentState.Voiding open -> new GatewayAnswer.Voided();
                    default -> throw new AssertionError("nothing open: " + payment);
                };
        return new Answered(payment.id(), answer);
    }

    private <T> void change(List<T> batch, Function<T, UUID> id, Function<List<Payment>, Changes> decision) {
        List<Payment> locked = batch.stream()
                .map(id)
                .distinct()
                .filter(database::containsKey)
                .map(database::get)
                .toList();
        Changes changes = decision.apply(locked);
        changes.changed().forEach(payment -> {
            Payment before = database.put(payment.id(), payment);
            assertThat(payment.version()).isEqualTo(before == null ? 1 : before.version() + 1);
        });
        changes.transfers().forEach(transfer -> assertThat(ledger.put(transfer.id(), transfer))
                .as("no transfer twice")
                .isNull());
        changes.replies().forEach(this::hear);
    }

    /** The saga: who hears that the money is held, and does not want to let go of it, takes it. */
    private void hear(Said said) {
        Reply before = replies.put(said.messageId(), said.reply());
        assertThat(before).as("the same id says the same").isIn(null, said.reply());
        if (before == null && said.reply() instanceof PaymentAuthorized held && !isVoided(held.request())) {
            sent.add(new AnOrder(held.orderId(), held.request().sagaId()).capture());
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
