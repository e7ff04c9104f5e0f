package dev.waybill.simulation.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Orders as customers see them, and whether what is under way for them ends. */
public final class OrderBook {

    private final Complaints complaints;
    private final Map<UUID, AuditedOrder> orders = new LinkedHashMap<>();
    private final Map<String, UUID> keys = new HashMap<>();
    private final List<BiConsumer<UUID, String>> watchers = new ArrayList<>();

    OrderBook(Complaints complaints) {
        this.complaints = complaints;
    }

    /** Told of every order's new state, right after the commit. */
    public void watch(BiConsumer<UUID, String> watcher) {
        watchers.add(watcher);
    }

    public void placed(UUID order, String key, List<AuditedLine> lines) {
        UUID before = keys.putIfAbsent(key, order);
        complaints.require(before == null, order, () -> "the key %s has made order %s already".formatted(key, before));
        orders.put(order, new AuditedOrder(order, lines));
    }

    /** What a customer was answered when placing it. */
    public void answered(String customersKey, UUID order, @Nullable UUID answeredBefore) {
        complaints.require(
                answeredBefore == null || answeredBefore.equals(order),
                order,
                () -> "%s was answered with this order, and with %s before".formatted(customersKey, answeredBefore));
        complaints.require(orders.containsKey(order), order, () -> "was answered, but is not there");
    }

    public void state(UUID order, String state, long version) {
        AuditedOrder known = of(order);
        boolean possible =
                switch (known.state) {
                    case "PROCESSING" -> true;
                    case "CONFIRMED" -> state.equals("CONFIRMED") || state.equals("CANCELLED");
                    default -> false;
                };
        complaints.require(possible, order, () -> "was %s and now is %s".formatted(known.state, state));
        complaints.require(
                version > known.version, order, () -> "has version %d after %d".formatted(version, known.version));
        known.state = state;
        known.version = version;
        known.wasConfirmed |= state.equals("CONFIRMED");
        watchers.forEach(watcher -> watcher.accept(order, state));
    }

    public void saga(UUID order, UUID saga, boolean ended, String phase, boolean paused) {
        AuditedOrder known = of(order);
        known.sagas.put(saga, ended);
        known.heldBack = paused && phase.equals("FORWARD");
        complaints.require(
                known.sagas.values().stream().filter(done -> !done).count() <= 1,
                order,
                () -> "has two sagas under way");
    }

    public void cancelAccepted(UUID order) {
        of(order).cancelAccepted = true;
    }

    /** The same key counts once. */
    public void returnAccepted(UUID order, String key, Map<Integer, Integer> units) {
        Map<Integer, Integer> before = of(order).returns.putIfAbsent(key, Map.copyOf(units));
        complaints.require(before == null || before.equals(units), order, () -> "the return %s was two".formatted(key));
    }

    /** Ops has said that something counts as done: what is true of its money and units then, they know. */
    public void tookUponThemselves(UUID order) {
        of(order).unsure = true;
    }

    AuditedOrder of(UUID order) {
        return orders.computeIfAbsent(order, any -> {
            complaints.complain(order, "nobody has placed it");
            return new AuditedOrder(order, List.of());
        });
    }

    boolean has(UUID order) {
        return orders.containsKey(order);
    }

    Iterable<AuditedOrder> all() {
        return orders.values();
    }

    public int size() {
        return orders.size();
    }
}
