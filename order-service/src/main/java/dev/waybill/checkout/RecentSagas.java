package dev.waybill.checkout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sagas as this process has just written them. Whoever takes one has it alone, and it comes back only when it was written
 * again, so of a write that fails nothing is left. What somebody else has changed meanwhile the row's version tells.
 */
public final class RecentSagas {

    /** More than are under way where orders don't pile up, and some 20 MB. Where they do, what comes next is not recent. */
    private static final int AT_MOST = 5_000;

    private final Map<UUID, KnownSaga> sagas = new LinkedHashMap<>();

    /** Takes all of them, or nothing if one is not known. */
    public synchronized List<KnownSaga> take(Collection<UUID> ids) {
        List<KnownSaga> taken = new ArrayList<>(ids.size());
        for (UUID id : ids) {
            KnownSaga known = sagas.remove(id);
            if (known != null) {
                taken.add(known);
            }
        }
        return taken.size() == ids.size() ? taken : List.of();
    }

    /** Remembers those that go on, instead of the oldest if there are too many. */
    public synchronized void put(Collection<KnownSaga> written) {
        for (KnownSaga each : written) {
            KnownSaga before = sagas.remove(each.row().id());
            KnownSaga newest = before == null || before.version() < each.version() ? each : before;
            if (newest.goesOn()) {
                sagas.put(each.row().id(), newest);
            }
        }
        for (var oldest = sagas.entrySet().iterator(); sagas.size() > AT_MOST && oldest.hasNext(); ) {
            oldest.next();
            oldest.remove();
        }
    }
}
