package dev.waybill.audit;

import static java.util.stream.Collectors.groupingBy;

import dev.waybill.audit.OrderBooks.Order;
import dev.waybill.audit.PaymentBooks.Payment;
import dev.waybill.audit.PaymentBooks.Transfer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** P3: money adds up per payment, and each order keeps the money that its state says. */
final class MoneyAddsUp {
    /** Which transfers a payment has in which state. */
    private static final Map<String, Set<String>> KINDS_OF_STATE = Map.of(
            "AUTHORIZING", Set.of(),
            "AUTHORIZED", Set.of("AUTHORIZE"),
            "DECLINED", Set.of(),
            "CAPTURING", Set.of("AUTHORIZE"),
            "CAPTURED", Set.of("AUTHORIZE", "CAPTURE"),
            "VOIDING", Set.of("AUTHORIZE"));

    private static final Map<String, List<String>> ACCOUNTS_OF_KIND = Map.of(
            "AUTHORIZE", List.of("customer", "authorized"),
            "CAPTURE", List.of("authorized", "merchant"),
            "VOID", List.of("authorized", "customer"));

    private final Findings findings = new Findings("P3");

    static List<Violation> check(PaymentBooks payments, OrderBooks orders) {
        MoneyAddsUp audit = new MoneyAddsUp();
        audit.payments(payments);
        audit.orders(payments, orders);
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
        List<String> kinds = transfers.stream().map(Transfer::kind).sorted().toList();
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
                            && payment.amount() == transfer.amount()
                            && transfer.currency().equals(payment.currency())
                            && transfer.order().equals(payment.order()),
                    "a transfer moves the payment's amount",
                    transfer + " of " + payment);
        }
    }

    private void orders(PaymentBooks books, OrderBooks orders) {
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
            long due = order.is("CONFIRMED") ? order.total() : 0;
            findings.unless(
                    captured == due, "a confirmed order cost its total, any other nothing", order + " and " + sum);
            findings.unless(
                    authorized == captured + voided, "no money stays held for a decided order", order + " and " + sum);
        }
        Set<UUID> known = new HashSet<>(orders.orders().stream().map(Order::id).toList());
        for (Payment payment : books.payments()) {
            findings.unless(known.contains(payment.order()), "every payment belongs to an order", payment);
        }
    }
}
