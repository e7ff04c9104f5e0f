package dev.waybill.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.waybill.audit.OrderBooks.Back;
import dev.waybill.audit.OrderBooks.Line;
import dev.waybill.audit.OrderBooks.Order;
import dev.waybill.audit.OrderBooks.Reversal;
import dev.waybill.audit.OrderBooks.Saga;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** P1: each cancel and each return ends, and takes back what it said: some of an order, or all that is left. */
final class ReversalsCarriedOut {
    private static final Map<String, String> DEFINITION_OF_KIND =
            Map.of("CANCEL", "cancel-order", "RETURN", "return-items");

    private final Findings findings = new Findings("P1");
    private final OrderBooks books;
    private final Map<UUID, Map<String, Back>> backs = new HashMap<>();
    private final Map<UUID, List<Line>> lines;

    private ReversalsCarriedOut(OrderBooks books) {
        this.books = books;
        books.backs().forEach(back -> backs.computeIfAbsent(back.reversal(), any -> new HashMap<>())
                .put(back.sku(), back));
        lines = books.lines().stream().collect(groupingBy(Line::order));
    }

    static List<Violation> check(OrderBooks books) {
        ReversalsCarriedOut audit = new ReversalsCarriedOut(books);
        audit.sagas();
        audit.orders();
        audit.reversals();
        return audit.findings.all();
    }

    private void sagas() {
        Map<UUID, List<Saga>> byId = books.sagas().stream().collect(groupingBy(Saga::id));
        Map<UUID, List<Reversal>> reversals = books.reversals().stream().collect(groupingBy(Reversal::id));
        for (Reversal reversal : books.reversals()) {
            findings.unless(!reversal.state().equals("WAITING"), "no cancel or return waits for ever", reversal);
            List<Saga> own = byId.getOrDefault(reversal.id(), List.of());
            boolean fits = reversal.begun()
                    ? own.size() == 1
                            && own.getFirst().order().equals(reversal.order())
                            && own.getFirst().definition().equals(DEFINITION_OF_KIND.get(reversal.kind()))
                    : own.isEmpty();
            findings.unless(fits, "what takes back is one saga of its own", reversal + " has " + own);
        }
        for (Saga saga : books.sagas()) {
            findings.unless(
                    !DEFINITION_OF_KIND.containsValue(saga.definition()) || reversals.containsKey(saga.id()),
                    "a saga takes back only what somebody asked for",
                    saga);
        }
    }

    private void orders() {
        Map<UUID, List<Reversal>> reversals = books.reversalsByOrder();
        Map<UUID, Map<String, Long>> returned = books.returnedUnits();
        Set<UUID> confirmed = books.confirmedOnce();
        for (Order order : books.orders()) {
            List<Reversal> own = reversals.getOrDefault(order.id(), List.of());
            long cancels = own.stream().filter(each -> each.is("CANCEL")).count();
            findings.unless(
                    cancels == (order.is("CANCELLED") ? 1 : 0),
                    "an order is cancelled by one cancel, and by nothing else",
                    order + " has " + own);
            findings.unless(
                    cancels == own.size() || confirmed.contains(order.id()),
                    "only what was confirmed is returned",
                    order + " has " + own);
            for (Line line : lines.getOrDefault(order.id(), List.of())) {
                long units = returned.getOrDefault(order.id(), Map.of()).getOrDefault(line.sku(), 0L);
                findings.unless(line.returned() == units, "a line counts what its returns took back", line);
                findings.unless(units <= line.units(), "never more comes back than was bought", line);
            }
            own.forEach(each -> cancel(each, returned.getOrDefault(order.id(), Map.of())));
        }
    }

    private void cancel(Reversal reversal, Map<String, Long> returned) {
        if (reversal.is("CANCEL")) {
            Map<String, Long> left = new HashMap<>();
            if (reversal.begun()) {
                lines.getOrDefault(reversal.order(), List.of())
                        .forEach(line -> left.put(line.sku(), line.units() - returned.getOrDefault(line.sku(), 0L)));
                left.values().removeIf(units -> units == 0);
            }
            Map<String, Long> taken = backs.getOrDefault(reversal.id(), Map.of()).values().stream()
                    .collect(groupingBy(Back::sku, summingLong(Back::units)));
            findings.unless(taken.equals(left), "a cancel takes back what is left", reversal + " took " + taken);
        }
    }

    private void reversals() {
        Set<UUID> known = books.orders().stream().map(Order::id).collect(java.util.stream.Collectors.toSet());
        for (Reversal reversal : books.reversals()) {
            findings.unless(known.contains(reversal.order()), "every cancel or return belongs to an order", reversal);
            long cost = backs.getOrDefault(reversal.id(), Map.of()).values().stream()
                    .mapToLong(Back::amount)
                    .sum();
            findings.unless(
                    reversal.refund() == cost, "a refund is what its units cost", reversal + " and they cost " + cost);
        }
    }
}
