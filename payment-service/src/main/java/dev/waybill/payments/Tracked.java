package dev.waybill.payments;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The payments, or the refunds, of a batch as they were and as they have become. */
final class Tracked<T extends Intent> {

    private final Map<UUID, T> before = new HashMap<>();
    private final Map<UUID, T> changed = new TreeMap<>();

    Tracked(Collection<T> locked) {
        locked.forEach(each -> before.put(each.id(), each));
    }

    @Nullable
    T find(UUID id) {
        T now = changed.get(id);
        return now == null ? before.get(id) : now;
    }

    void put(T each) {
        changed.put(each.id(), each);
    }

    /** Each once, sorted by id. */
    Stream<T> changed() {
        return changed.values().stream();
    }

    /** Those of the written ones for which a call is open that was not. */
    List<T> opened(List<T> written) {
        return written.stream().filter(this::opensCall).toList();
    }

    private boolean opensCall(T each) {
        T was = before.get(each.id());
        return each.operation() != null && (was == null || was.operation() != each.operation());
    }
}
