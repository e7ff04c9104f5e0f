package dev.waybill.checkout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Sagas as this process has just written them. Whoever takes one has it alone, and it comes back only when it was written
 * again, so of a write that fails nothing is left. What somebody else has changed meanwhile the row's version tells.
 */
public final class RecentSagas {

    /** More than are under way where orders don't pile up, and some 20 MB. */
    static final int AT_MOST = 5_000;

    /** Longer than an answer takes where orders don't pile up: who has waited so long is carried on by somebody else. */
    static final Duration RECENT = Duration.ofSeconds(10);

    private record Remembered(KnownSaga saga, long since) {}

    private final LongSupplier nanos;
    /** The longest remembered first. */
    private final Map<UUID, Remembered> sagas = new LinkedHashMap<>();

    public RecentSagas() {
        this(System::nanoTime);
    }

    RecentSagas(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes all of them, or nothing if one is not known. */
    public synchronized List<KnownSaga> take(Collection<UUID> ids) {
        List<KnownSaga> taken = new ArrayList<>(ids.size());
        for (UUID id : ids) {
            Remembered known = sagas.remove(id);
            if (known != null) {
                taken.add(known.saga());
            }
        }
        return taken.size() == ids.size() ? taken : List.of();
    }

    /**
     * Remembers those that go on, as long as there is room. Where orders pile up, each would be forgotten before its answer
     * comes if it made room for the next, and the collector would have moved it about for nothing.
     */
    public synchronized void put(Collection<KnownSaga> written) {
        long now = nanos.getAsLong();
        forgetBefore(now - RECENT.toNanos());
        for (KnownSaga each : written) {
            Remembered before = sagas.remove(each.row().id());
            KnownSaga newest = before == null || before.saga().version() < each.version() ? each : before.saga();
            if (newest.goesOn() && sagas.size() < AT_MOST) {
                sagas.put(each.row().id(), new Remembered(newest, now));
            }
        }
    }

    private void forgetBefore(long then) {
        var oldest = sagas.values().iterator();
        while (oldest.hasNext() && oldest.next().since() - then < 0) {
            oldest.remove();
        }
    }
}
