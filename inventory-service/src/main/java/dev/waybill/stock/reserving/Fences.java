package dev.waybill.stock.reserving;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The requests that a batch is about: as they were before it, and as its decisions change them one after the other. */
final class Fences {

    private final Map<UUID, Fence> before = new HashMap<>();
    private final Map<UUID, Fence> changed = new LinkedHashMap<>();
    private final Set<UUID> extended = new LinkedHashSet<>();
    private final Map<UUID, StockReturn> returnsBefore = new HashMap<>();
    private final Map<UUID, StockReturn> returns = new LinkedHashMap<>();

    Fences(List<Fence> before, List<StockReturn> returnsBefore) {
        before.forEach(fence -> this.before.put(fence.id(), fence));
        returnsBefore.forEach(each -> this.returnsBefore.put(each.id(), each));
    }

    @Nullable
    Fence find(UUID id) {
        Fence sinceThen = changed.get(id);
        return sinceThen == null ? before.get(id) : sinceThen;
    }

    Fence put(Fence fence) {
        changed.put(fence.id(), fence);
        return fence;
    }

    /** Gives it more time; what the batch itself has made has its time already. */
    void extend(Fence fence) {
        if (before.containsKey(fence.id())) {
            extended.add(fence.id());
        }
    }

    @Nullable
    StockReturn findReturn(UUID id) {
        StockReturn sinceThen = returns.get(id);
        return sinceThen == null ? returnsBefore.get(id) : sinceThen;
    }

    void put(StockReturn made) {
        returns.put(made.id(), made);
    }

    List<Fence> made() {
        return changed.values().stream()
                .filter(fence -> !before.containsKey(fence.id()))
                .toList();
    }

    List<Fence> settled() {
        return changed.values().stream()
                .filter(fence -> before.containsKey(fence.id()))
                .toList();
    }

    /** A fence as it was before the batch; it must have been there. */
    Fence before(UUID id) {
        return Objects.requireNonNull(before.get(id));
    }

    /** What has been settled since needs no more time. */
    List<Fence> extended() {
        return extended.stream()
                .filter(id -> !changed.containsKey(id))
                .map(this::before)
                .toList();
    }

    List<StockReturn> returns() {
        return List.copyOf(returns.values());
    }

    boolean hasChanged(UUID id) {
        return changed.containsKey(id) || returns.containsKey(id);
    }
}
