package dev.waybill.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toSet;

import dev.waybill.audit.OrderBooks.Line;
import dev.waybill.audit.OrderBooks.Order;
import dev.waybill.audit.OrderBooks.Saga;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** P1: every order is decided, and nothing is under way for it any more. */
final class DecidedOrders {
    private static final String PLACE_ORDER = "place-order";
    private static final String COMPLETED = "COMPLETED";

    private final Findings findings = new Findings("P1");

    static List<Violation> check(OrderBooks books) {
        DecidedOrders audit = new DecidedOrders();
        audit.orders(books);
        audit.sagas(books);
        return audit.findings.all();
    }

    private void orders(OrderBooks books) {
        Map<UUID, Long> amounts = books.lines().stream().collect(groupingBy(Line::order, summingLong(Line::amount)));
        Set<UUID> seen = new HashSet<>();
        for (Order order : books.orders()) {
            findings.unless(seen.add(order.id()), "an order is on one shard", order);
            findings.unless(order.atHome(), "an order is on the shard that its id names", order);
            findings.unless(!order.is("PROCESSING"), "every order is decided", order);
            findings.unless(
                    order.is("CONFIRMED") || order.is("PROCESSING") || order.reason() != null,
                    "a rejection has a reason",
                    order);
            findings.unless(
                    amounts.getOrDefault(order.id(), 0L) == order.total(), "an order costs what its lines cost", order);
        }
        for (Line line : books.lines()) {
            findings.unless(seen.contains(line.order()), "every line belongs to an order", line);
        }
    }

    private void sagas(OrderBooks books) {
        Map<UUID, List<Saga>> byOrder = books.sagas().stream().collect(groupingBy(Saga::order));
        Set<UUID> confirmed = books.confirmedOnce();
        for (Order order : books.orders()) {
            List<Saga> sagas = byOrder.getOrDefault(order.id(), List.of());
            List<Saga> placing = sagas.stream()
                    .filter(saga -> saga.definition().equals(PLACE_ORDER))
                    .toList();
            findings.unless(
                    placing.size() == 1 && placing.getFirst().id().equals(order.id()),
                    "an order was placed by one saga",
                    order + " has " + sagas);
            for (Saga saga : sagas) {
                findings.unless(saga.ended(), "every saga has ended", saga);
                boolean done = !saga.definition().equals(PLACE_ORDER) || confirmed.contains(order.id());
                findings.unless(
                        !saga.ended() || saga.phase().equals(done ? COMPLETED : "COMPENSATED"),
                        "a saga ends as its order does",
                        saga + " of " + order);
            }
        }
        Set<UUID> orders = books.orders().stream().map(Order::id).collect(toSet());
        for (Saga saga : books.sagas()) {
            findings.unless(orders.contains(saga.order()), "every saga belongs to an order", saga);
        }
    }
}
