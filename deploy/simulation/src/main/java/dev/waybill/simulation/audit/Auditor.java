package dev.waybill.simulation.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Sees every commit, every event and every movement of money, and judges them by the promises alone. */
public final class Auditor {

    private final Complaints complaints = new Complaints();
    private final EventBook events = new EventBook(complaints);
    private final MoneyBook money = new MoneyBook(complaints);
    private final StockBook stock = new StockBook(complaints);
    private final OrderBook orders = new OrderBook(complaints);
    private final Map<UUID, String> reservations = new HashMap<>();
    private final Map<UUID, Set<UUID>> reserved = new HashMap<>();

    public Auditor() {
        orders.watch(this::judgeState);
    }

    public EventBook events() {
        return events;
    }

    public MoneyBook money() {
        return money;
    }

    public StockBook stock() {
        return stock;
    }

    public OrderBook orders() {
        return orders;
    }

    /** A reservation's state after a commit. */
    public void reservation(UUID order, UUID reservation, String state, boolean ofUnits) {
        String before = reservations.put(reservation, state);
        Set<UUID> held = reserved.computeIfAbsent(order, any -> new HashSet<>());
        if (state.equals("RESERVED")) {
            held.add(reservation);
            complaints.require(
                    !orders.has(order) || orders.of(order).mayHold() || orders.of(order).unsure,
                    order,
                    () -> "is over, and units are reserved for it");
        } else {
            held.remove(reservation);
        }
        boolean releasedNow = state.equals("RELEASED") && !state.equals(before) && ofUnits;
        if (releasedNow && orders.has(order)) {
            complaints.require(
                    !orders.of(order).heldBack, order, () -> "its saga is paused, and its reservation was released");
        }
    }

    /** Whoever hears that an order is rejected, or cancelled before it was confirmed, may rely on it that nothing is held. */
    private void judgeState(UUID id, String state) {
        AuditedOrder order = orders.of(id);
        if (!order.wasConfirmed && !state.equals("CONFIRMED") && !order.unsure) {
            complaints.require(
                    reserved.getOrDefault(id, Set.of()).isEmpty(), id, () -> "is %s, and units are reserved for it"
                            .formatted(state));
            money.requireNothingHeld(id, state);
        }
    }

    /** A message that nobody can handle: somebody has said what must not be said. */
    public void deadLetter(UUID order, String what) {
        if (!orders.has(order) || !orders.of(order).unsure) {
            complaints.complain(order, "a message was set aside: " + what);
        }
    }

    /** A constraint of a database, or code, that had to stop what should never have come so far. */
    public void refused(String what) {
        complaints.complain(null, "something had to be stopped: " + what);
    }

    public boolean hasComplaints() {
        return complaints.any();
    }

    public List<Complaint> complaints() {
        return complaints.all();
    }

    /** How many orders came to which end, and what else was seen. */
    public Map<String, Integer> outcomes() {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (AuditedOrder order : orders.all()) {
            outcomes.merge(order.state.toLowerCase(Locale.ROOT), 1, Integer::sum);
            outcomes.merge("returns", order.returns.size(), Integer::sum);
            outcomes.merge("taken on by ops", order.unsure ? 1 : 0, Integer::sum);
        }
        return outcomes;
    }

    /** Nothing happens any more, or should. */
    public void judgeTheEnd() {
        Map<String, Long> out = new HashMap<>();
        Set<String> unsure = new HashSet<>();
        for (AuditedOrder order : orders.all()) {
            complaints.require(
                    !order.state.equals("PROCESSING") && order.everythingEnded(),
                    order.id,
                    () -> "did not end: it is %s, with %s"
                            .formatted(
                                    order.state, order.everythingEnded() ? "nothing under way" : "a saga under way"));
            complaints.require(
                    !order.cancelAccepted || order.state.equals("CANCELLED"),
                    order.id,
                    () -> "a cancel was accepted, and it is %s".formatted(order.state));
            events.require(order.id, order.state, order.version);
            // Also where ops took something upon themselves: what is held for nobody can be sold to nobody.
            complaints.require(
                    reserved.getOrDefault(order.id, Set.of()).isEmpty(),
                    order.id,
                    () -> "is %s, and units are reserved for it for ever".formatted(order.state));
            if (order.unsure) {
                order.lines.forEach(line -> unsure.add(line.sku()));
            } else {
                judgeMoneyAndUnits(order, out);
            }
        }
        stock.require(out, unsure);
    }

    private void judgeMoneyAndUnits(AuditedOrder order, Map<String, Long> out) {
        if (order.isSold()) {
            money.require(order.id, order.total(), order.returnedMoney());
            order.lines.forEach(line -> out.merge(line.sku(), line.quantity() - order.returned(line), Long::sum));
        } else {
            money.require(order.id, 0, 0);
        }
    }
}
