package dev.waybill.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.waybill.audit.EventBooks.Event;
import dev.waybill.audit.OrderBooks.Order;
import dev.waybill.audit.OrderBooks.Reversal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** P4: each order's events come at least once, in order, without a gap, and tell what became of it. */
final class EventsInOrder {
    private static final String PLACED = "waybill.order.order-placed.v1";
    private static final String CONFIRMED = "waybill.order.order-confirmed.v1";
    private static final String REJECTED = "waybill.order.order-rejected.v1";
    private static final String CANCELLED = "waybill.order.order-cancelled.v1";
    private static final String RETURNED = "waybill.order.items-returned.v1";

    private final Findings findings = new Findings("P4");

    static List<Violation> check(EventBooks events, OrderBooks orders) {
        EventsInOrder audit = new EventsInOrder();
        Map<UUID, List<Event>> byOrder = events.events().stream()
                .collect(groupingBy(Event::order, LinkedHashMap::new, java.util.stream.Collectors.toList()));
        Map<UUID, Order> known = new HashMap<>();
        orders.orders().forEach(order -> known.put(order.id(), order));
        byOrder.forEach((order, told) -> {
            audit.findings.unless(known.containsKey(order), "events are of orders that exist", told);
            audit.sequence(told);
        });
        Set<UUID> confirmed = orders.confirmedOnce();
        Map<UUID, List<Reversal>> reversals = orders.reversalsByOrder();
        for (Order order : known.values()) {
            List<Reversal> returns = reversals.getOrDefault(order.id(), List.of()).stream()
                    .filter(each -> each.is("RETURN"))
                    .toList();
            audit.story(order, confirmed.contains(order.id()), returns, byOrder.getOrDefault(order.id(), List.of()));
        }
        audit.ids(events);
        return audit.findings.all();
    }

    /** First occurrences count 1, 2, 3; a repeat is the same in all that it says. */
    private void sequence(List<Event> told) {
        Map<Long, Event> first = new HashMap<>();
        for (Event event : told) {
            Long sequence = event.sequence();
            findings.unless(sequence != null, "an event has its place among its order's", event);
            Event original = first.get(sequence);
            if (original == null) {
                findings.unless(
                        sequence == null || sequence == first.size() + 1,
                        "first occurrences come in order, without a gap",
                        told);
                first.put(sequence, event);
            } else {
                findings.unless(
                        original.equals(event), "a repeat is what its original was", event + " and " + original);
            }
        }
        findings.unless(
                told.stream().map(Event::partition).distinct().count() == 1,
                "an order's events share a partition",
                told);
    }

    private void story(Order order, boolean confirmed, List<Reversal> returns, List<Event> told) {
        Map<Long, Event> first = new LinkedHashMap<>();
        told.forEach(event -> first.putIfAbsent(Objects.requireNonNullElse(event.sequence(), 0L), event));
        List<String> types = first.values().stream().map(Event::type).toList();
        List<String> due = new ArrayList<>(List.of(PLACED));
        if (confirmed) {
            due.add(CONFIRMED);
            returns.forEach(any -> due.add(RETURNED));
        }
        if (!order.is("CONFIRMED") && !order.is("PROCESSING")) {
            due.add(order.is("CANCELLED") ? CANCELLED : REJECTED);
        }
        findings.unless(
                types.equals(due), "the events tell what became of the order", order + " and they were " + types);
        Map<UUID, Long> said = new HashMap<>();
        first.values().stream()
                .filter(event -> event.returned() != null)
                .forEach(event -> said.merge(event.returned(), event.refund(), Long::sum));
        Map<UUID, Long> done = returns.stream().collect(toMap(Reversal::id, Reversal::refund));
        findings.unless(said.equals(done), "the events tell each return once", order + " and they told " + said);
        for (Event event : first.values()) {
            findings.unless(event.total() == order.total(), "an event tells the order's total", event + " of " + order);
            boolean sameReason = event.reason() == null || event.reason().equals(order.reason());
            findings.unless(sameReason, "an event tells the order's reason", event + " of " + order);
        }
    }

    private void ids(EventBooks books) {
        Map<String, String> seen = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (Event event : books.events()) {
            String place = event.order() + " " + event.sequence();
            if (!place.equals(seen.computeIfAbsent(event.id(), any -> place))) {
                shared.add(event.id());
            }
        }
        findings.unless(shared.isEmpty(), "two events never share an id", shared);
    }
}
