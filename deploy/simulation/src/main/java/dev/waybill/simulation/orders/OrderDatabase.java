package dev.waybill.simulation.orders;

import dev.waybill.simulation.running.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One shard of the order service. */
public final class OrderDatabase extends Database {

    final Map<UUID, StoredOrder> orders = new LinkedHashMap<>();
    final Map<UUID, StoredSaga> sagas = new HashMap<>();
    final Map<IdempotencyKey, StoredOrder> keys = new HashMap<>();
    final Set<UUID> openSagas = new LinkedHashSet<>();
    final Set<UUID> ordersWithWaiting = new LinkedHashSet<>();

    /** Definitions that ops has stopped; "*" is all. */
    final Set<String> pauses = new HashSet<>();

    /** Unique. */
    record IdempotencyKey(String tenant, String customerId, String key) {}

    public OrderDatabase(int shard) {
        super("orders", shard);
    }

    boolean halted(String definition) {
        return pauses.contains(definition) || pauses.contains("*");
    }

    /** Ops stops all sagas of a definition; "*" is all. */
    public void halt(String definition) {
        pauses.add(definition);
    }

    /** And lets them go on: what they have open is sent again. */
    public void resume(String definition) {
        if (pauses.remove(definition)) {
            openSagas.stream().map(sagas::get).filter(Objects::nonNull).forEach(saga -> {
                if (definition.equals("*") || definition.equals(saga.definition)) {
                    saga.dueAt = Instant.EPOCH;
                }
            });
        }
    }

    public void resumeAll() {
        List.copyOf(pauses).forEach(this::resume);
    }

    void add(StoredSaga saga) {
        sagas.put(saga.id, saga);
        saga.order.sagas.add(saga);
        openSagas.add(saga.id);
    }

    StoredOrder order(UUID id) {
        StoredOrder order = orders.get(id);
        if (order == null) {
            throw new IllegalStateException("there is no order " + id);
        }
        return order;
    }

    @Nullable
    StoredSaga saga(UUID id) {
        return sagas.get(id);
    }

    /** For ops: what is open, or stuck. */
    public List<OpenSaga> open() {
        List<OpenSaga> open = new ArrayList<>();
        for (UUID id : openSagas) {
            StoredSaga saga = sagas.get(id);
            if (saga != null) {
                open.add(new OpenSaga(id, saga.order.id, saga.definition, saga.parked, saga.paused));
            }
        }
        return open;
    }

    /** What ops sees of a saga. */
    public record OpenSaga(
            UUID id,
            UUID order,
            String definition,
            @Nullable String parked,
            boolean paused) {}

    public String state(UUID order) {
        return order(order).state.name();
    }

    /** Of the order's latest saga. */
    public String lastPhase(UUID order) {
        return order(order).sagas.getLast().phase.name();
    }

    /** Whether there is nothing left to be done. */
    public boolean isQuiet() {
        return openSagas.isEmpty() && ordersWithWaiting.isEmpty() && outbox().isEmpty();
    }
}
