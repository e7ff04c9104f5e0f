package dev.waybill.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.waybill.audit.OrderBooks.Order;
import dev.waybill.audit.OrderBooks.Reversal;
import dev.waybill.audit.PaymentBooks.Payment;
import dev.waybill.audit.PaymentBooks.Refund;
import dev.waybill.audit.PaymentBooks.Transfer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** P3: money adds up per payment, and each order keeps the money that its state says. */
final class MoneyAddsUp {
    private static final String REFUND = "REFUND";

    /** Which transfers a payment has in which state, but for refunds. */
    private static final Map<String, Set<String>> KINDS_OF_STATE = Map.of(
            "AUTHORIZING", Set.of(),
            "AUTHORIZED", Set.of("AUTHORIZE"),
            "DECLINED", Set.of(),
            "CAPTURING", Set.of("AUTHORIZE"),
            "CAPTURED", Set.of("AUTHORIZE", "CAPTURE"),
            "VOIDING", Set.of("AUTHORIZE"));

    private static final Map<String, List<String>> ACCOUNTS_OF_KIND = Map.of(
            "AUTHORIZE",
            List.of("customer", "authorized"),
            "CAPTURE",
            List.of("authorized", "merchant"),
            "VOID",
            List.of("authorized", "customer"),
            REFUND,
            List.of("merchant", "customer"));

    private final Findings findings = new Findings("P3");

    static List<Violation> check(PaymentBooks payments, OrderBooks orders) {
        MoneyAddsUp audit = new MoneyAddsUp();
        audit.payments(payments);
        audit.orders(payments, orders);
        audit.refunds(payments, orders);
        return audit.findings.all();
    }

    private void payments(PaymentBooks books) {
        Map<UUID, List<Transfer>> ledger = books.transfers().stream().collect(groupingBy(Transfer::payment));
        Set<UUID> seen = new HashSet<>();
        for (Payment payment : books.payments()) {
            findings.unless(seen.add(payment.id()), "a payment is on one shard", payment);
            findings.unless(payment.operation() == null, "no call to the provider stays open", payment);
            payment(payment, ledger.getOrDefault(payment.id(), List.of()));
        }
        for (Transfer transfer : books.transfers()) {
            findings.unless(seen.contains(transfer.payment()), "every transfer belongs to a payment", transfer);
            List<String> accounts = List.of(transfer.debit(), transfer.credit());
            findings.unless(
                    accounts.equals(ACCOUNTS_OF_KIND.get(transfer.kind())),
                    "a transfer moves what its kind says",
                    transfer);
        }
    }

    private void payment(Payment payment, List<Transfer> transfers) {
        List<String> kinds = transfers.stream()
                .map(Transfer::kind)
                .filter(kind -> !kind.equals(REFUND))
                .sorted()
                .toList();
        Set<String> once = new HashSet<>(kinds);
        findings.unless(once.size() == kinds.size(), "money moves once per kind", payment + " has " + kinds);
        // A payment may be called off with its money held or before that: then it has both transfers or none.
        boolean fits = payment.state().equals("VOIDED")
                ? once.isEmpty() || once.equals(Set.of("AUTHORIZE", "VOID"))
                : once.equals(KINDS_OF_STATE.get(payment.state()));
        findings.unless(fits, "a payment has the transfers of its state", payment + " has " + kinds);
        for (Transfer transfer : transfers) {
            findings.unless(
                    payment.amount() != null
                            && (transfer.is(REFUND) || payment.amount() == transfer.amount())
                            && transfer.currency().equals(payment.currency())
                            && transfer.order().equals(payment.order()),
                    "a transfer moves the payment's amount",
                    transfer + " of " + payment);
        }
    }

    private void orders(PaymentBooks books, OrderBooks orders) {
        Set<UUID> confirmed = orders.confirmedOnce();
        Map<UUID, List<Reversal>> reversals = orders.reversalsByOrder();
        Map<UUID, Map<String, Long>> sums = new HashMap<>();
        for (Transfer transfer : books.transfers()) {
            sums.computeIfAbsent(transfer.order(), any -> new HashMap<>())
                    .merge(transfer.kind() + " " + transfer.currency(), transfer.amount(), Long::sum);
        }
        for (Order order : orders.orders()) {
            Map<String, Long> sum = sums.getOrDefault(order.id(), Map.of());
            long authorized = sum.getOrDefault("AUTHORIZE " + order.currency(), 0L);
            long captured = sum.getOrDefault("CAPTURE " + order.currency(), 0L);
            long voided = sum.getOrDefault("VOID " + order.currency(), 0L);
            long due = confirmed.contains(order.id()) ? order.total() : 0;
            findings.unless(
                    captured == due, "a confirmed order cost its total, any other nothing", order + " and " + sum);
            long back = reversals.getOrDefault(order.id(), List.of()).stream()
                    .mapToLong(Reversal::refund)
                    .sum();
            long refunded = sum.getOrDefault("REFUND " + order.currency(), 0L);
            findings.unless(refunded == back, "an order is refunded what came back of it", order + " and " + sum);
            findings.unless(
                    order.is("CONFIRMED") || captured == refunded,
                    "only a confirmed order keeps a customer's money",
                    order + " and " + sum);
            findings.unless(
                    authorized == captured + voided, "no money stays held for a decided order", order + " and " + sum);
        }
        Set<UUID> known = new HashSet<>(orders.orders().stream().map(Order::id).toList());
        for (Payment payment : books.payments()) {
            findings.unless(known.contains(payment.order()), "every payment belongs to an order", payment);
        }
    }

    private void refunds(PaymentBooks books, OrderBooks orders) {
        Map<UUID, List<Transfer>> moved = books.transfers().stream()
                .filter(transfer -> transfer.is(REFUND) && transfer.refund() != null)
                .collect(groupingBy(Transfer::refund));
        Map<UUID, Long> ofPayment =
                books.refunds().stream().collect(groupingBy(Refund::payment, summingLong(Refund::amount)));
        Map<UUID, List<Refund>> ofReversal = books.refunds().stream().collect(groupingBy(Refund::reversal));
        for (Refund refund : books.refunds()) {
            findings.unless(refund.state().equals("REFUNDED"), "every refund was made", refund);
            List<Transfer> own = moved.getOrDefault(refund.id(), List.of());
            findings.unless(
                    own.size() == 1
                            && own.getFirst().amount() == refund.amount()
                            && own.getFirst().payment().equals(refund.payment()),
                    "a refund moves its money once",
                    refund + " has " + own);
        }
        for (Payment payment : books.payments()) {
            long sum = ofPayment.getOrDefault(payment.id(), 0L);
            findings.unless(payment.refunded() == sum, "a payment counts its refunds", payment + " and " + sum);
            long most = payment.state().equals("CAPTURED") && payment.amount() != null ? payment.amount() : 0;
            findings.unless(sum <= most, "never more is refunded than was captured", payment + " and " + sum);
        }
        for (Reversal reversal : orders.reversals()) {
            List<Refund> own = ofReversal.getOrDefault(reversal.id(), List.of());
            findings.unless(
                    own.size() == (reversal.refund() > 0 ? 1 : 0)
                            && own.stream().mapToLong(Refund::amount).sum() == reversal.refund(),
                    "a cancel or return gives its money back once",
                    reversal + " has " + own);
        }
        Set<UUID> known =
                new HashSet<>(orders.reversals().stream().map(Reversal::id).toList());
        findings.unless(
                known.containsAll(ofReversal.keySet()),
                "money is given back only as somebody asked",
                ofReversal.keySet());
    }
}
